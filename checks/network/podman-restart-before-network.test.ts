import { testCheck } from "../../src/testing/check-test.ts";

const unit = "podman-restart.service";
const host = "trixie/restart-policy-network-late";
const wait = "podman-user-wait-network-online.service";

testCheck("podman-restart-before-network", {
  finds: [
    {
      host: "restart-policy-network-late",
      status: "warn",
      subject: unit,
      because: "it was started before the network was there, and nothing makes it wait",
      evidence: ["eth0", "ActiveState=active"],
      fix: ["user: Let it wait"],
      first: true,
    },
    { host: "network-late", status: "not-applicable", summary: "starts nothing at boot" },
  ],
  quietOn: ["seed", "restart-policy"],
  altered: [
    {
      what: "a podman whose unit waits, and which missed the network before",
      host,
      changes: { shown: { [unit]: { After: `basic.target ${wait}` } } },
      status: "pass",
    },
    {
      what: "nothing on the system wants network-online.target",
      host,
      changes: {
        commands: {
          "-- network-online.target": {
            stdout: "WantedBy=\nRequiredBy=\nActiveState=inactive\nActiveEnterTimestampMonotonic=0\n",
          },
        },
      },
      status: "warn",
      fix: ["root: systemctl add-wants multi-user.target network-online.target"],
    },
  ],
});
