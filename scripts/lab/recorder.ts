import { checks } from "../../checks/index.ts";
import { diagnose } from "../../src/diagnosis/engine.ts";
import { timelineOf } from "../../src/diagnosis/timeline-document.ts";
import { verdictOf } from "../../src/diagnosis/verdict.ts";
import { FactStore } from "../../src/facts/fact-store.ts";
import { LiveHost } from "../../src/host/live.ts";
import { RecordingHost } from "../../src/host/recording.ts";

/**
 * Run on a lab host: diagnoses it as `poddoctor` does and prints the recording of all that it was told, with results
 * and verdict. One argument: the account, where root asks for somebody else.
 */
const [user] = process.argv.slice(2);
const host = new RecordingHost(new LiveHost({ timeoutMs: 20_000 }));
const store = new FactStore(host, { units: [], ...(user === undefined ? {} : { user }) });
const results = await diagnose(checks, store, { only: [], skip: [] });
const verdict = await verdictOf(checks, results, store);
// Whoever replays the host is to see its boot drawn.
await timelineOf(store);
console.log(JSON.stringify({ recording: host.recording(), results, verdict }));
