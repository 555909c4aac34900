import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { enableLinger } from "./enable-linger.ts";
import { managerStart } from "./manager-start.ts";

export const lingerNotEnabled = defineCheck({
  id: "linger-not-enabled",
  group: "linger",
  title: "Lingering is enabled",
  layer: "linger",
  step: "linger",
  repair: "root",
  facts: ["account", "linger", "login", "podUnits", "otherManagers"],
  optionalFacts: ["autologin"],
  consequenceOf: ["linger-file-without-user", "linger-wrong-user"],
  judge({ account, linger, login, podUnits, otherManagers, autologin }) {
    if (linger.enabled) return pass(account.name, "Lingering is enabled", { source: linger.path, lines: ["exists"] });
    const [service] = otherManagers.systemServices;
    if (podUnits.units.length === 0 && podUnits.quadlets.length === 0 && service !== undefined) {
      return notApplicable(account.name, `Its pods are run by the system manager (${service})`);
    }
    const [byItself] = autologin ?? [];
    return {
      subject: account.name,
      status: byItself ? "warn" : "fail",
      summary: `Lingering is off for ${account.name}`,
      because: byItself
        ? `lingering is off for ${account.name}, so the user manager hangs on the automatic login by ${byItself.by}, and ends with it`
        : `lingering is off for ${account.name}, so no user manager is started at boot`,
      evidence: [
        { source: linger.path, lines: ["does not exist"] },
        ...(byItself ? [{ source: byItself.path, lines: [byItself.text] }] : []),
        ...managerStart(login),
      ],
      fix: asRoot(`loginctl enable-linger ${shellQuote(account.name)}`),
      repair: repairOf(enableLinger(account.name)),
    };
  },
  explanation: {
    what: "systemd starts a user's manager at the user's first login and stops it after the last logout. Lingering starts it at boot and keeps it.",
    why: "Without lingering nothing of the account's runs until somebody logs in as that account. No message says so: logind has nothing to start. Every login, `su -` and `sudo -i` among them, starts the manager and with it the pods, so that all looks well by the time one looks.",
    see: [
      "ls -l /var/lib/systemd/linger/",
      "loginctl show-user USER -p Linger",
      "systemctl show user@UID.service -p ActiveEnterTimestamp",
    ],
    mend: "As root: `loginctl enable-linger USER`. The account may do it for itself from a real login session: `loginctl enable-linger`. The manager starts at once; no reboot is needed. Undo: `loginctl disable-linger USER`.",
    healthy:
      "Pods that the system manager runs (a unit in /etc/systemd/system with User=) need no lingering. Where the account is logged in automatically at boot (a getty's --autologin, gdm, sddm, lightdm), the pods come up with that login and go with it: a risk, no failure. `loginctl show-user` fails for a user who is neither logged in nor lingering; the file is the truth.",
    sources: [
      "loginctl(1)",
      "podman troubleshooting.md, 17 and 21",
      "failure catalogue A01",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
