import { defineCheck } from "../../src/diagnosis/check.ts";
import { asRoot, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { pamEvidence } from "./pam-evidence.ts";

export const userManagerAccountExpired = defineCheck({
  id: "user-manager-account-expired",
  group: "user-manager",
  title: "The account has not expired",
  layer: "identity",
  step: "manager",
  repair: "root",
  facts: ["account", "accountAging", "login"],
  judge({ account, accountAging, login }) {
    const evidence = [accountAging.evidence, ...pamEvidence(login)];
    if (!accountAging.accountExpired) return pass(account.name, "The account has not expired", accountAging.evidence);
    return {
      subject: account.name,
      status: "fail",
      summary: `The account ${account.name} has expired`,
      because: `the account ${account.name} has expired, so PAM refuses to start its user manager`,
      evidence,
      fix: asRoot(
        `chage -E -1 ${shellQuote(account.name)}`,
        `systemctl reset-failed user@${account.uid}.service`,
        `systemctl start user@${account.uid}.service`,
      ),
    };
  },
  explanation: {
    what: "The account has an expiration date (shadow(5), field 8), and it has passed.",
    why: "user@UID.service opens a PAM session, and PAM's account check refuses an expired account: `status=224/PAM`. Accounts that systemd-sysusers makes are fully locked, which is the same.",
    see: [
      "chage -l USER",
      "systemctl show user@UID.service -p Result,ExecMainStatus",
      "journalctl -b -u user@UID.service",
    ],
    mend: "As root: `chage -E -1 USER` (or a later date), then `systemctl reset-failed user@UID.service` and `systemctl start user@UID.service`. The date is somebody's policy: ask first.",
    healthy: "A locked password (`usermod -L`) and a nologin shell do not keep the manager from starting.",
    sources: [
      "shadow(5)",
      "failure catalogue A08",
      "systemd#13522",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
