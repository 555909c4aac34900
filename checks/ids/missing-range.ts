import { type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, asUser, liveProperties, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import type { Account } from "../../src/facts/account.ts";
import type { IdMapping } from "../../src/facts/id-mapping.ts";
import type { Journal } from "../../src/facts/journal.ts";
import type { PodUnits } from "../../src/facts/pod-units.ts";
import type { UnitStates } from "../../src/facts/unit-states.ts";
import { giveRange, rangeToGive } from "./give-range.ts";

/** What runs dry where a container was made for many ids and gets one (booted: podman 3.0.1, 4.3.1, 5.4.2; catalogue F01). */
const singleIdFailure =
  /mount `devpts` to [`']\/?dev\/pts[`']: Invalid argument|potentially insufficient UIDs or GIDs|cannot setres[ug]id|setgroups.*[Ii]nvalid argument|lchown.*invalid argument/;

interface Seen {
  readonly account: Account;
  readonly idMapping: IdMapping;
  readonly podUnits: PodUnits;
  readonly unitStates: UnitStates;
  readonly journal: Journal;
}

/**
 * Judges an account without subordinate ids of one kind. podman then gives its containers a single id: those that were
 * made for more do not start, those made so do, and the unit's text does not tell the two apart.
 */
export function missingRange(kind: "uid" | "gid", seen: Seen): Finding {
  const { account, idMapping, podUnits } = seen;
  const ids = idMapping[kind];
  const what = kind === "uid" ? "subordinate user ids" : "subordinate group ids";
  if (account.uid === 0) return notApplicable(account.name, "root's containers need no subordinate ids");
  const [range] = ids.ranges;
  if (range) {
    const line = `${account.name}: ${range.count} from ${range.start} on`;
    return pass(account.name, `${account.name} has ${what}`, { source: ids.source, lines: [line] });
  }
  if (podUnits.units.length === 0 && podUnits.quadlets.length === 0)
    return notApplicable(account.name, `${account.name} has no ${what}, and no pods that would need them`);
  const failure = failedForIt(seen);
  const status = failure !== undefined ? "fail" : idMapping.running === "one" ? "advice" : "warn";
  const { start, count } = rangeToGive(ids, kind === "uid" ? idMapping.gid : idMapping.uid);
  const repair = giveRange(account.name, ids, idMapping);
  return {
    subject: account.name,
    status,
    summary: `${account.name} has no ${what}`,
    because: `${account.name} has no ${what}, so podman maps one id only, and containers made for more do not start`,
    evidence: [
      { source: ids.source, lines: [`no line for ${account.name} or ${account.uid}`] },
      ...(failure === undefined ? [] : [{ source: seen.journal.command, lines: [failure] }]),
      ...(status === "advice"
        ? [{ source: "/proc/PID/uid_map", lines: ["the containers that run now have one id, and run"] }]
        : []),
    ],
    ...(repair ? { repair } : {}),
    fix: [
      ...asRoot(`usermod --add-sub${kind}s ${start}-${start + count - 1} ${shellQuote(account.name)}`),
      ...asUser("podman system migrate"),
    ],
  };
}

/** What podman said where a pod unit failed for having one id only. */
function failedForIt({ podUnits, unitStates, journal }: Seen): string | undefined {
  const failed = podUnits.units
    .map(({ name }) => name)
    .filter((name) => liveProperties(unitStates, name)?.ActiveState === "failed");
  return journal.lines.find(({ unit, message }) => failed.includes(unit) && singleIdFailure.test(message))?.message;
}
