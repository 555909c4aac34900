import { unanswered } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** What of shadow(5) decides whether PAM lets the account's manager start. Days count from 1970-01-01. */
export interface AccountAging {
  /** The account has expired. */
  readonly accountExpired: boolean;
  /** The password has expired, or must be changed at once. */
  readonly passwordExpired: boolean;
  /** The line or lines that say so, without the password. */
  readonly evidence: { readonly source: string; readonly lines: readonly string[] };
}

const dayMs = 86_400_000;

/** Root asks for the shadow entry; the account itself may ask chage(1) about itself. */
export const learnAccountAging = aboutAccount(async ({ host }: Learning, account): Promise<Known<AccountAging>> => {
  const today = Math.floor(host.now().getTime() / dayMs);
  if (host.caller().uid === 0) {
    const answer = await host.run(["getent", "shadow", "--", account.name]);
    if (answer.outcome === "unanswered") return unknown(answer);
    return known(fromShadow(answer.stdout, today));
  }
  const answer = await host.run(["chage", "-l", account.name], { as: account });
  if (answer.outcome === "unanswered") return unknown(answer);
  if (answer.exit !== 0) return unknown(unanswered("denied", `chage -l ${account.name}: ${answer.stderr.trim()}`));
  return known(fromChage(answer.stdout, today));
});

/** shadow(5): name, password, last change, minimum, maximum, warning, inactivity, expiration. No entry is no limit. */
export function fromShadow(text: string, today: number): AccountAging {
  const [, password = "", last = "", , maximum = "", , , expiration = ""] = text.trim().split(":");
  const number = (field: string) => (/^\d+$/.test(field) ? Number(field) : undefined);
  const [lastDay, maximumDays, expirationDay] = [number(last), number(maximum), number(expiration)];
  const aged =
    lastDay !== undefined &&
    lastDay > 0 &&
    maximumDays !== undefined &&
    maximumDays < 99_999 &&
    lastDay + maximumDays < today;
  return {
    accountExpired: expirationDay !== undefined && expirationDay > 0 && expirationDay <= today,
    // A locked or absent password has no age that could matter to PAM's account check but a forced change does.
    passwordExpired: lastDay === 0 || (aged && password !== ""),
    evidence: {
      source: "getent shadow",
      lines: [
        `last change: ${day(lastDay)}, maximum age: ${maximum || "none"} days, account expires: ${day(expirationDay)}`,
      ],
    },
  };
}

function day(days: number | undefined): string {
  if (days === undefined) return "never";
  return days === 0 ? "at once" : new Date(days * dayMs).toISOString().slice(0, 10);
}

/** chage(1) in the C locale: `Account expires : Nov 01, 2020`, or ISO dates from shadow 4.14 on. */
export function fromChage(text: string, today: number): AccountAging {
  const value = (label: string) => new RegExp(`^${label}\\s*:\\s*(.*)$`, "m").exec(text)?.[1]?.trim() ?? "never";
  const past = (label: string) => {
    const at = Date.parse(`${value(label)} UTC`);
    return !Number.isNaN(at) && at / dayMs <= today;
  };
  return {
    accountExpired: past("Account expires"),
    passwordExpired: /must be changed/.test(text) || past("Password expires"),
    evidence: {
      source: "chage -l",
      lines: text
        .split("\n")
        .filter((line) => /expires|must be changed/.test(line))
        .map((line) => line.replace(/\s+/g, " ")),
    },
  };
}
