import { absent, denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const own = "trixie/home-on-its-own-mount";
const late = "trixie/home-nofail";
const show = (change: (text: string) => string) => ({
  commands: { "-- /home/podder user@1001.service": ({ stdout }: { stdout: string }) => ({ stdout: change(stdout) }) },
});

testCheck("home-not-mounted-at-boot", {
  finds: [
    {
      host: "home-noauto",
      status: "fail",
      subject: "podder",
      because: "/home/podder is not mounted at boot (noauto in /etc/fstab)",
      evidence: ["/srv/homes/podder /home/podder none bind,noauto"],
      fix: ["root: Take noauto out of /etc/fstab", "RequiresMountsFor=/home/podder"],
      first: true,
    },
    {
      host: "home-nofail",
      status: "warn",
      because: "nothing lets the user manager wait until /home/podder is mounted",
      first: true,
    },
    { host: "home-on-its-own-mount", status: "pass", summary: "before any user manager starts" },
    { host: "home-on-the-network", status: "pass" },
    { host: "disk-nearly-full", status: "pass", summary: "was mounted by the time the user manager started" },
    { host: "cache-of-roots", status: "not-applicable" },
  ],
  altered: [
    {
      what: "the manager is told to wait for it",
      host: late,
      changes: show((text) => text.replace(/^RequiresMountsFor=.*$/gm, "RequiresMountsFor=/home/podder")),
      status: "pass",
    },
    {
      what: "a mount that nobody has configured, and that came after the manager: a login opened the home",
      host: own,
      changes: {
        files: { "/etc/fstab": "" },
        ...show((text) =>
          text
            .replace(/^(FragmentPath|SourcePath)=.*$/gm, "$1=")
            .replace(/^ActiveEnterTimestampMonotonic=10\d*$/m, "ActiveEnterTimestampMonotonic=99000000"),
        ),
      },
      status: "fail",
      because: "mounted by a login or by hand",
    },
    {
      what: "it is mounted on demand",
      host: "trixie/home-noauto",
      changes: show((text) => text.replace("TriggeredBy=", "TriggeredBy=home-podder.automount")),
      status: "pass",
    },
    {
      what: "no fstab, and the home on the root",
      host: "trixie/cache-of-roots",
      changes: { files: { "/etc/fstab": absent } },
      status: "not-applicable",
    },
    {
      what: "fstab may not be read",
      host: own,
      changes: { files: { "/etc/fstab": denied("/etc/fstab") } },
      status: "unknown",
    },
    {
      what: "systemd does not answer",
      host: own,
      changes: { commands: { "-- /home/podder user@1001.service": timedOut("systemctl") } },
      status: "unknown",
    },
  ],
});
