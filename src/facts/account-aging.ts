import { unanswered } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** What of shadow(5) decides whether PAM lets the account's manager start. */
export interface AccountAging {
  /** The account has expired. */
  readonly accountExpired: boolean;
  /** The password has expired, or must be changed at once. */
  readonly passwordExpired: boolean;
  /** The lines that say so. */
  readonly evidence: { readonly source: string; readonly lines: readonly string[] };
}

const dayMs = 86_400_000;

/**
 * Asks chage(1), which root may ask about anybody and the account about itself: the shadow entry itself holds the
 * password's hash, which must never be in a recording. An account that is not in /etc/shadow has no dates there.
 */
export const learnAccountAging = aboutAccount(async ({ host }: Learning, account): Promise<Known<AccountAging>> => {
  const answer = await host.run(["chage", "-l", account.name], host.caller().uid === 0 ? {} : { as: account });
  if (answer.outcome === "unanswered") return unknown(answer);
  const said = answer.stderr.trim();
  if (answer.exit !== 0 && !/does not exist|unknown user/i.test(said)) {
    return unknown(unanswered("denied", `chage -l ${account.name} (exit ${answer.exit}): ${said}`));
  }
  return known(fromChage(answer.stdout, Math.floor(host.now().getTime() / dayMs)));
});

/**
 * Reads `chage -l` in the C locale: `Account expires : Nov 01, 2020`, or ISO dates from shadow 4.14 on.
 *
 * @param today days since 1970-01-01
 */
export function fromChage(text: string, today: number): AccountAging {
  const value = (label: string) => new RegExp(`^${label}\\s*:\\s*(.*)$`, "m").exec(text)?.[1]?.trim() ?? "never";
  const past = (label: string) => {
    const at = Date.parse(`${value(label)} UTC`);
    return !Number.isNaN(at) && at / dayMs <= today;
  };
  const telling = text.split("\n").filter((line) => /expires|must be changed/.test(line));
  return {
    accountExpired: past("Account expires"),
    passwordExpired: /must be changed/.test(text) || past("Password expires"),
    evidence: { source: "chage -l", lines: [...new Set(telling.map((line) => line.replace(/\s+/g, " ")))] },
  };
}
