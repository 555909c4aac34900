import { defineCheck } from "../../src/diagnosis/check.ts";
import { refusedNamespaces } from "./refused-namespaces.ts";

export const maxUserNamespacesZero = defineCheck({
  id: "max-user-namespaces-zero",
  group: "ids",
  title: "The kernel's limit of user namespaces is not 0",
  layer: "podman",
  step: "started",
  repair: "root",
  facts: ["account", "podUnits", "userNamespaces", "journal"],
  judge({ account, podUnits, userNamespaces, journal }) {
    const enough = 28633;
    return refusedNamespaces(userNamespaces.limit, {
      account,
      podUnits,
      journal,
      enough,
      file: "99-zz-poddoctor-user-namespaces.conf",
    });
  },
  explanation: {
    what: "user.max_user_namespaces is 0: nobody may make a user namespace, and rootless podman lives in one.",
    why: "Hardening guides (RHEL's STIG among them) put `user.max_user_namespaces = 0` into a file of sysctl.d, where each boot finds it. podman then ends before it has read its own settings: `cannot clone: No space left on device`, `user namespaces are not enabled in /proc/sys/user/max_user_namespaces`, `cannot re-exec process`. The limit counts for every user, whatever /etc/subuid says; the disk is not full.",
    see: ["cat /proc/sys/user/max_user_namespaces", "systemd-analyze cat-config sysctl.d | grep user_namespaces"],
    mend: "Where policy allows it, as root: a file of /etc/sysctl.d whose name comes last, with `user.max_user_namespaces = 28633` (or more), and `sysctl -w` of the same for now. Whoever forbids user namespaces has forbidden rootless podman: then the pod must be root's.",
    healthy:
      "Any number above 0; a file that says 0 and is hidden by one of its name in /etc/sysctl.d, or followed by one that says more; a comment.",
    sources: [
      "namespaces(7)",
      "sysctl.d(5)",
      "failure catalogue F12",
      "podman#7704",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2), on whole kernels",
    ],
  },
});
