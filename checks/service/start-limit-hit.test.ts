import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";

const gaveUp = journalSaid("pod.service: Start request repeated too quickly.", "systemd");

testCheck("start-limit-hit", {
  finds: [
    {
      host: "restarts-given-up",
      status: "advice",
      subject: "pod.service",
      summary: "systemd gave the unit up after it failed again and again: ",
      evidence: ["Start request repeated too quickly"],
      fix: ["user: systemctl --user reset-failed pod.service"],
      consequenceOf: ["exec-missing"],
      first: false,
    },
    { host: "seed", status: "pass" },
    { host: "linger-off", status: "not-applicable" },
  ],
  quietOn: ["seed"],
  altered: [
    { what: "it runs by now", changes: gaveUp, status: "pass" },
    {
      what: "a reason that is not known is no cause either",
      changes: { ...gaveUp, shown: { "pod.service": { ActiveState: "failed", Result: "exit-code" } } },
      status: "advice",
      consequenceOf: [],
      first: false,
    },
  ],
});
