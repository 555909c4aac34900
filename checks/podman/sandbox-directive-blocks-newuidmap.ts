import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass } from "../../src/diagnosis/findings.ts";
import { sandboxSettings, takenBack } from "../../src/facts/sandbox.ts";
import { dropIn, explicitRepairOf } from "../../src/repair/repair.ts";

export const sandboxDirectiveBlocksNewuidmap = defineCheck({
  id: "sandbox-directive-blocks-newuidmap",
  group: "podman",
  title: "The unit leaves podman the privileges that it needs",
  layer: "podman",
  step: "started",
  repair: "user",
  facts: ["account", "podUnits", "platform", "unitEntries"],
  judge({ account, podUnits, platform, unitEntries }) {
    return eachPodUnit(podUnits, ({ name, config, exec, entry }) => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      if (account.uid === 0 || !exec.some(({ runsPodman }) => runsPodman))
        return notApplicable(name, "It runs no podman that would map ids");
      if (platform.systemdVersion === undefined) {
        return { subject: name, status: "unknown", summary: "Nobody could say which systemd this is", evidence: [] };
      }
      const settings = sandboxSettings(config, platform.systemdVersion);
      const [first] = settings;
      if (!first) return pass(name, "The unit leaves podman the privileges that it needs");
      const keys = settings.map(({ key }) => `${key}=`).join(", ");
      // Whichever podman is first in a boot makes the user namespace; the others only join it.
      const others = podUnits.units.some(
        (unit) =>
          unit.name !== name &&
          unit.config !== undefined &&
          unit.exec.some(({ runsPodman }) => runsPodman) &&
          sandboxSettings(unit.config, platform.systemdVersion ?? 0).length === 0,
      );
      const inMain = settings.every(({ path }) => path === entry.path);
      return {
        subject: name,
        status: others ? "warn" : "fail",
        summary: `The unit restricts its podman: ${keys}`,
        because: `its ${first.key}=${first.value} takes from podman the privilege to map the account's ids`,
        evidence: settings.map((setting) => lineOf(setting, `${setting.key}=${setting.value}`)),
        ...(inMain
          ? {
              repair: explicitRepairOf(
                dropIn(unitEntries.searchPath.userDirectory, name, "sandbox-directive-blocks-newuidmap", [
                  "[Service]",
                  ...settings.map(takenBack),
                ]),
              ),
            }
          : {}),
        fix: [edit(`Take ${keys} out of ${first.path}; what the container may do is podman's to restrict.`)],
      };
    });
  },
  explanation: {
    what: "The unit has a sandboxing setting of systemd's, such as NoNewPrivileges= or PrivateTmp=, that a service of a user manager can only have by giving up privileges.",
    why: "The first podman of a boot makes the account's user namespace with newuidmap, which is setuid. Under such a setting it ends with `newuidmap: write to uid_map failed: Operation not permitted` (ProtectHome=: `cannot resolve /home/USER`; RestrictNamespaces=: `cannot re-exec process`). By hand, and after any podman by hand, the same unit starts: then the namespace is there and is only joined. systemd 257 does this for nearly every sandboxing setting; 252 leaves out those that need mounts (ProtectSystem=, ProtectHome=, PrivateTmp=, PrivateNetwork=, ProtectControlGroups=) and honours the others.",
    see: [
      "systemctl --user show UNIT -p NoNewPrivileges,PrivateTmp,ProtectSystem,ProtectHome,SystemCallFilter",
      "journalctl --user -b -u UNIT",
    ],
    mend: "Take the setting out of the unit and its drop-ins, `systemctl --user daemon-reload`, and restrict the container instead (--security-opt, --read-only, --cap-drop). A test without a reboot needs `podman system migrate` first.",
    healthy:
      "UMask=, KeyringMode=, ProtectProc= and ProcSubset= do no harm; nor does a setting that is `no`, nor, on systemd 252, one that needs mounts.",
    sources: [
      "systemd.exec(5), SANDBOXING",
      "failure catalogue C27",
      "podman#21738",
      "booted: bookworm (systemd 252, podman 4.3.1), trixie (systemd 257, podman 5.4.2)",
    ],
  },
});
