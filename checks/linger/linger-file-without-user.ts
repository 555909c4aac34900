import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import type { Account } from "../../src/facts/account.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { enableLinger } from "./enable-linger.ts";

export const lingerFileWithoutUser = defineCheck({
  id: "linger-file-without-user",
  group: "linger",
  title: "Every lingering user exists",
  layer: "linger",
  step: "linger",
  repair: "root",
  facts: ["account", "linger"],
  judge({ account, linger }) {
    const ghosts = linger.others.filter(({ exists }) => !exists);
    if (linger.others.length === 0) return notApplicable("host", "Nobody else lingers");
    if (ghosts.length === 0) return pass("host", "Every lingering user exists");
    const evidence = ghosts.map(({ name, path }) => ({ source: path, lines: [`getent passwd knows no ${name}`] }));
    const meant = linger.enabled ? undefined : ghosts.find(({ name }) => meansAccount(name, account));
    if (!meant) {
      return {
        subject: "host",
        status: "advice",
        summary: `${ghosts.map(({ name }) => name).join(", ")} lingers but does not exist; other users still start`,
        evidence,
        fix: asRoot(...ghosts.map(({ path }) => `rm -- ${shellQuote(path)}`)),
        repair: repairOf(...ghosts.map(({ path }) => ({ kind: "remove", as: "root", path }) as const)),
      };
    }
    return {
      subject: account.name,
      status: "fail",
      summary: `Lingering is on for ${meant.name}, who does not exist`,
      because: `lingering was turned on for "${meant.name}", which is no user of this host, and not for ${account.name}`,
      evidence,
      fix: asRoot(`loginctl enable-linger ${shellQuote(account.name)}`, `rm -- ${shellQuote(meant.path)}`),
      repair: repairOf(enableLinger(account.name), { kind: "remove", as: "root", path: meant.path }),
    };
  },
  explanation: {
    what: "A file in /var/lib/systemd/linger names a user whom the host does not know: the account was renamed or removed, its name is written in another case, or with a domain.",
    why: "logind reads these names at boot, says `Couldn't add lingering user NAME, ignoring: No such process` and starts no manager for it. If the name stands for this account, its pods do not start.",
    see: ["ls /var/lib/systemd/linger/", "getent passwd NAME", "journalctl -b -u systemd-logind | grep lingering"],
    mend: "As root: `loginctl enable-linger` with the right name, and remove the stale file.",
    healthy:
      "A leftover of a removed user harms nobody else: the other lingering users still start. poddoctor blames it only where the name is a form of this account's (another case, its old name, a domain in front) and the account itself does not linger.",
    sources: [
      "src/login/logind.c, manager_enumerate_linger_users",
      "failure catalogue A03",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

/** The name in another case, with a domain, or the old name that the home still carries. */
function meansAccount(name: string, account: Account): boolean {
  const bare = name.replace(/^.*\\/, "").replace(/@.*$/, "").toLowerCase();
  return bare === account.name.toLowerCase() || account.home.toLowerCase().endsWith(`/${bare}`);
}
