import { testCheck } from "../../src/testing/check-test.ts";
import { unitOf, withQuadlets } from "../../src/testing/quadlets.ts";

const host = "trixie/quadlet-pod";
const target =
  "systemctl show --no-pager --property=LoadState,ActiveState,WantedBy,RequiredBy -- network-online.target";
const wait =
  "systemctl --user show --no-pager --property=LoadState,ActiveState,Result -- podman-user-wait-network-online.service";
const quadlets = withQuadlets(
  { "web.container": "[Container]\nImage=localhost/app:1\n" },
  { units: { "web.service": unitOf("web.container", "After=podman-user-wait-network-online.service") } },
);
const states = (ofTarget: string, ofWait: string) => ({
  ...quadlets,
  answers: {
    ...quadlets.answers,
    [target]: { stdout: `LoadState=loaded\n${ofTarget}\n` },
    [wait]: { stdout: `LoadState=loaded\n${ofWait}\n` },
  },
});

testCheck("quadlet-wait-network-timeout", {
  finds: [
    {
      host: "quadlet-waits-for-network",
      status: "advice",
      summary: "Nothing on the system pulls in network-online.target",
      evidence: ["ActiveState=inactive"],
    },
    {
      host: "quadlet-waits-for-network-with-a-login-since",
      status: "advice",
      summary: "(90 s)",
      evidence: ["Result=timeout"],
    },
    { host: "quadlet-pod", status: "pass" },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "nothing pulls the target in, and the wait was in vain",
      host,
      changes: states("ActiveState=inactive\nWantedBy=\nRequiredBy=", "ActiveState=failed\nResult=timeout"),
      status: "advice",
      summary: "Nothing on the system pulls in network-online.target",
      evidence: ["ActiveState=inactive", "Result=timeout"],
      fix: ["root: systemctl add-wants multi-user.target network-online.target"],
    },
    {
      what: "somebody started it by hand",
      host,
      changes: states("ActiveState=active\nWantedBy=\nRequiredBy=", "ActiveState=active\nResult=success"),
      status: "advice",
    },
    {
      what: "the system wants it and does not come to it",
      host,
      changes: states(
        "ActiveState=inactive\nWantedBy=multi-user.target\nRequiredBy=",
        "ActiveState=failed\nResult=timeout",
      ),
      status: "advice",
      summary: "waited for network-online.target in vain",
    },
    {
      what: "the system reaches it",
      host,
      changes: states(
        "ActiveState=active\nWantedBy=multi-user.target\nRequiredBy=",
        "ActiveState=active\nResult=success",
      ),
      status: "pass",
    },
    {
      what: "a quadlet that does not wait",
      host,
      changes: withQuadlets(
        { "web.container": "[Container]\n" },
        { units: { "web.service": unitOf("web.container") } },
      ),
      status: "not-applicable",
    },
  ],
});
