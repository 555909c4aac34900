import type { Exited } from "../../src/host/host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const said = (...messages: readonly string[]) => ({
  commands: {
    "USER_UNIT=pod.service": ({ stdout }: Exited) => ({
      stdout:
        stdout +
        messages
          .map(
            (MESSAGE) =>
              `${JSON.stringify({ __REALTIME_TIMESTAMP: "1767267010000000", MESSAGE, SYSLOG_IDENTIFIER: "systemd", USER_UNIT: ["db.service", "pod.service"] })}\n`,
          )
          .join(""),
    }),
  },
});
const circle = "db.service: Found ordering cycle on pod.service/start";
const leftOut = (unit: string) =>
  `db.service: Job ${unit}/start deleted to break ordering cycle starting with db.service/start`;
const down = { shown: { "pod.service": { ActiveState: "inactive", Result: "success" } } };

testCheck("ordering-cycle", {
  finds: [
    {
      host: "ordered-in-a-circle",
      status: "warn",
      subject: "pod.service",
      because: "it is to start after and before db.service",
      evidence: ["Job pod.service/start deleted to break ordering cycle", "ActiveState=inactive"],
      first: true,
    },
    { host: "seed", status: "pass" },
    { host: "linger-off", status: "not-applicable" },
  ],
  quietOn: ["seed", "generated-units"],
  altered: [
    {
      what: "the pod's unit was left out",
      changes: { ...said(circle, leftOut("pod.service")), ...down },
      status: "warn",
    },
    {
      what: "the other one was left out",
      changes: { ...said(circle, leftOut("db.service")), ...down },
      status: "pass",
    },
    { what: "it was started since", changes: said(circle, leftOut("pod.service")), status: "pass" },
  ],
});
