import { defineCheck } from "../../src/diagnosis/check.ts";
import { pass } from "../../src/diagnosis/findings.ts";

/** What a kernel starts on a machine that has another init (init(1) of sysvinit, OpenRC, runit, s6, dinit; WSL's own). */
const otherInit = /^(init|linuxrc|openrc-init|runit(-init)?|s6-.*|dinit|finit)$/;

/** A machine without systemd boots; a container whose program is process 1, and a chroot, have no boot of their own. */
function becauseOf(init: string): string {
  if (otherInit.test(init))
    return `this machine was booted with ${init}, not with systemd, so nothing starts units here`;
  const what =
    init === "systemd" ? "systemd is out of reach, as in a chroot" : `process 1 is ${init}, as in a container`;
  return `${what}, so there is no boot here that starts units; the machine around it has one`;
}

export const noSystemdPid1 = defineCheck({
  id: "no-systemd-pid1",
  group: "platform",
  title: "The machine was booted with systemd",
  layer: "platform",
  step: "boot",
  repair: "manual",
  facts: ["platform"],
  judge({ platform }) {
    const evidence = [
      { source: "/proc/1/comm", lines: [platform.init] },
      { source: "/run/systemd/system", lines: [platform.bootedWithSystemd ? "directory" : "does not exist"] },
    ];
    if (platform.bootedWithSystemd) return pass("host", "The machine was booted with systemd", ...evidence);
    return {
      subject: "host",
      status: "fail",
      summary: `Process 1 is ${platform.init}, not systemd`,
      because: becauseOf(platform.init),
      evidence,
      fix: [
        {
          as: "root",
          edit: otherInit.test(platform.init)
            ? "Boot with systemd (WSL: [boot] systemd=true in /etc/wsl.conf), or use the platform's own init."
            : "Run poddoctor on the machine around this one, or give the container an image whose init is systemd.",
        },
      ],
    };
  },
  explanation: {
    what: "systemd is not process 1 of this machine: it is an application container, a chroot, WSL without systemd, or another init.",
    why: "Without systemd there is no logind, no user manager and no unit, so nothing can start a pod at boot.",
    see: ["cat /proc/1/comm", "ls -d /run/systemd/system", "systemctl is-system-running"],
    mend: "In WSL, write `[boot]` and `systemd=true` to /etc/wsl.conf and run `wsl --shutdown`. In a container, run an image whose init is systemd, or let the outer host start the pod.",
    healthy:
      "An application container is not meant to boot: there, nothing is wrong with the host, but no pod will start at its boot either.",
    sources: ["sd_booted(3)", "failure catalogue A22", "microsoft/WSL#9112"],
  },
});
