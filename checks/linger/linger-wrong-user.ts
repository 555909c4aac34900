import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { enableLinger } from "./enable-linger.ts";

export const lingerWrongUser = defineCheck({
  id: "linger-wrong-user",
  group: "linger",
  title: "Lingering is enabled for the account that has the pods",
  layer: "linger",
  step: "linger",
  repair: "root",
  facts: ["account", "linger"],
  judge({ account, linger }) {
    if (linger.enabled)
      return pass(account.name, `Lingering is enabled for ${account.name}`, { source: linger.path, lines: ["exists"] });
    const others = linger.others.filter(({ exists }) => exists);
    const idle = others.filter(({ hasUnits }) => hasUnits === false);
    if (others.length === 0) return notApplicable(account.name, "Nobody else lingers");
    const named = (idle.length > 0 ? idle : others).map(({ name }) => name).join(", ");
    return {
      subject: account.name,
      status: idle.length > 0 ? "fail" : "advice",
      summary:
        idle.length > 0
          ? `Lingering is on for ${named}, who has no units, and off for ${account.name}`
          : `Lingering is on for ${named}, not for ${account.name}`,
      because: `lingering was turned on for ${named}, who has no units, and not for ${account.name}, who has the pods`,
      evidence: [
        { source: linger.path, lines: ["does not exist"] },
        ...others.map(({ path, hasUnits }) => ({
          source: path,
          lines: [hasUnits === false ? "exists, but that user has no units" : "exists"],
        })),
      ],
      fix: asRoot(`loginctl enable-linger ${shellQuote(account.name)}`),
      repair: repairOf(enableLinger(account.name)),
    };
  },
  explanation: {
    what: "Lingering was turned on, but for another user: typically for the administrator who typed `sudo loginctl enable-linger` without a name.",
    why: "Without a name logind takes the owner of the calling session, not the effective user. `loginctl enable-linger $UID` inside `sudo sh` means root.",
    see: ["ls -l /var/lib/systemd/linger/"],
    mend: "As root, with the name: `loginctl enable-linger USER`. Where the other user was not meant: `loginctl disable-linger OTHER`.",
    healthy:
      "Other users may linger for pods of their own. Only one who has no units at all, as far as can be seen, is taken for the mistake; who may not be looked into is only mentioned.",
    sources: [
      "loginctl(1)",
      "src/login/logind-dbus.c, method_set_user_linger",
      "failure catalogue A02",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
