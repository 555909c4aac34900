import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";

const state = (ActiveState: string, Result = "success", ActiveEnterTimestampMonotonic = "0") => ({
  shown: { "pod.service": { ActiveState, Result, ActiveEnterTimestampMonotonic } },
});
const late = journalSaid("pod.service: start operation timed out. Terminating.", "systemd");

testCheck("timeout-start", {
  finds: [
    {
      host: "start-too-slow",
      status: "warn",
      subject: "pod.service",
      because: "it was not up within the time that systemd gives it (TimeoutStartSec=5), and was stopped",
      evidence: ["operation timed out", "TimeoutStartSec=5", "ExecStartPre=/bin/sleep 60"],
      first: true,
    },
    { host: "notify-ignored", status: "warn", consequenceOf: ["notify-without-ready"], first: false },
    { host: "seed", status: "pass" },
  ],
  quietOn: ["seed", "generated-units"],
  altered: [
    {
      what: "it ran out of the usual time",
      changes: { ...state("failed", "timeout"), ...late },
      status: "warn",
      because: "(90 s, unless the manager's own default differs)",
    },
    { what: "it came up at a later try", changes: { ...state("active"), ...late }, status: "pass" },
    { what: "it is being restarted", changes: { ...state("activating"), ...late }, status: "warn" },
    { what: "its stop took too long", changes: state("failed", "timeout", "5"), status: "pass" },
    { what: "it ran out of time, and the journal is lost", changes: state("failed", "timeout"), status: "warn" },
    { what: "it failed otherwise", changes: state("failed", "exit-code"), status: "pass" },
  ],
});
