import { denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const wants = "/home/podder/.config/systemd/user/default.target.wants";

testCheck("enabled-in-wrong-manager", {
  finds: [
    {
      host: "enabled-for-root",
      view: "root",
      status: "fail",
      subject: "pod.service",
      because:
        "it is enabled in root's own user manager (/root/.config/systemd/user/default.target.wants/pod.service), not in podder's",
      evidence: ["/root/.config/systemd/user/default.target.wants/pod.service: -> /etc/systemd/user/pod.service"],
      fix: [
        "user: systemctl --user enable pod.service",
        "root: rm -- /root/.config/systemd/user/default.target.wants/pod.service",
      ],
      first: true,
    },
    { host: "enabled-for-root", view: "user", status: "not-applicable", summary: "Only root can see" },
    {
      host: "enabled-for-the-system",
      status: "fail",
      subject: "pod.service",
      because: "it is enabled in the system manager (/etc/systemd/system/multi-user.target.wants/pod.service)",
      fix: ["user: systemctl --user enable pod.service", "root: systemctl disable pod.service"],
      first: true,
    },
  ],
  quietOn: ["not-enabled", "linger-off"],
  altered: [
    {
      what: "a copy in the system manager that nobody enabled says nothing",
      changes: { gone: [wants], stats: { "/etc/systemd/system/pod.service": { kind: "file", uid: 0 } } },
      status: "pass",
    },
    {
      what: "root's own manager may not be looked into, and the unit is enabled where it should be",
      changes: { stats: { "/root/.config/systemd/user/default.target.wants/pod.service": denied("/root") } },
      status: "pass",
    },
  ],
});
