import { defineCheck } from "../../src/diagnosis/check.ts";
import { refusedNamespaces } from "./refused-namespaces.ts";

export const unprivilegedUsernsCloneZero = defineCheck({
  id: "unprivileged-userns-clone-zero",
  group: "ids",
  title: "The kernel lets users make user namespaces",
  layer: "podman",
  step: "started",
  repair: "root",
  facts: ["account", "podUnits", "userNamespaces", "journal"],
  judge({ account, podUnits, userNamespaces, journal }) {
    return refusedNamespaces(userNamespaces.clone, {
      account,
      podUnits,
      journal,
      enough: 1,
      file: "99-zz-poddoctor-userns-clone.conf",
    });
  },
  explanation: {
    what: "kernel.unprivileged_userns_clone is 0: only root may make a user namespace, and rootless podman lives in one.",
    why: "Debian's kernels, and hardened ones of other distributions, have this switch; it was off by default up to Debian 10, and hardening turns it off again. podman then ends before it has read its own settings: `cannot clone: Operation not permitted`, `user namespaces are not enabled in /proc/sys/kernel/unprivileged_userns_clone`.",
    see: [
      "cat /proc/sys/kernel/unprivileged_userns_clone",
      "systemd-analyze cat-config sysctl.d | grep unprivileged_userns_clone",
    ],
    mend: "Where policy allows it, as root: a file of /etc/sysctl.d whose name comes last, with `kernel.unprivileged_userns_clone = 1`, and `sysctl -w` of the same for now.",
    healthy: "A kernel without this file: most have no such switch, and then it is not off.",
    sources: ["sysctl.d(5)", "failure catalogue F13", "booted: bookworm (podman 4.3.1), on a whole kernel"],
  },
});
