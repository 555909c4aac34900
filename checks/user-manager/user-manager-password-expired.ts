import { defineCheck } from "../../src/diagnosis/check.ts";
import { asRoot, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { pamEvidence } from "./pam-evidence.ts";

export const userManagerPasswordExpired = defineCheck({
  id: "user-manager-password-expired",
  group: "user-manager",
  title: "The account's password has not expired",
  layer: "identity",
  step: "manager",
  repair: "root",
  facts: ["account", "accountAging", "login"],
  judge({ account, accountAging, login }) {
    if (!accountAging.passwordExpired)
      return pass(account.name, "The account's password has not expired", accountAging.evidence);
    const refused = pamEvidence(login);
    const started = login.userManager.activeState === "active";
    const evidence = [accountAging.evidence, ...refused];
    // Upstream's PAM file for user managers asks for no_pass_expiry; Debian's does not.
    if (started) {
      return {
        subject: account.name,
        status: "advice",
        summary: `The password of ${account.name} has expired; the user manager runs all the same`,
        evidence,
      };
    }
    return {
      subject: account.name,
      status: refused.length > 0 ? "fail" : "warn",
      summary: `The password of ${account.name} has expired`,
      because: `the password of ${account.name} has expired, and PAM ${refused.length > 0 ? "refuses" : "may refuse"} to start its user manager`,
      evidence,
      fix: asRoot(
        `chage -M -1 -d "$(date +%F)" ${shellQuote(account.name)}`,
        `systemctl reset-failed user@${account.uid}.service`,
        `systemctl start user@${account.uid}.service`,
      ),
    };
  },
  explanation: {
    what: "The password is older than its maximum age (shadow(5), fields 3 and 5), or must be changed at the next login.",
    why: "Where the PAM file of user managers checks the age of passwords (Debian's does, upstream's has no_pass_expiry), user@UID.service ends with `status=224/PAM`: `Authentication token is no longer valid; new one required`.",
    see: ["chage -l USER", "journalctl -b -u user@UID.service", "cat /etc/pam.d/systemd-user"],
    mend: 'As root: `passwd USER`, or for an account without logins `chage -M -1 -d "$(date +%F)" USER`; then `systemctl reset-failed user@UID.service` and start it. The age is somebody\'s policy: ask first.',
    healthy: "An account without a password, with a locked one, or on a host whose PAM file does not look at the age.",
    sources: [
      "shadow(5)",
      "systemd#19773",
      "failure catalogue A09",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
