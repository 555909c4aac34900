import { describe, expect, test } from "bun:test";
import { fromChage } from "./account-aging.ts";

const today = 20_780;

describe("chage(1)", () => {
  const said = (password: string, account: string) =>
    `Last password change\t\t\t\t\t: Nov 23, 2026\nPassword expires\t\t\t\t\t: ${password}\nPassword inactive\t\t\t\t\t: never\nAccount expires\t\t\t\t\t\t: ${account}\n`;
  test.each([
    [said("never", "never"), false, false],
    [said("never", "Jan 02, 1970"), true, false],
    [said("never", "1970-01-02"), true, false],
    [said("never", "Dec 31, 2099"), false, false],
    [said("password must be changed", "never"), false, true],
    [said("Jan 01, 2020", "never"), false, true],
    ["", false, false],
  ] as const)("%p", (text, accountExpired, passwordExpired) => {
    expect(fromChage(text, today)).toMatchObject({ accountExpired, passwordExpired });
  });
});
