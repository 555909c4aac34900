import { describe, expect, test } from "bun:test";
import { fromChage, fromShadow } from "./account-aging.ts";

const today = 20_780;

describe("shadow(5)", () => {
  test.each([
    ["podder:!:20000:0:99999:7:::", false, false],
    ["podder:!:20000:0:99999:7::1:", true, false],
    ["podder:!:20000:0:99999:7::20780:", true, false],
    ["podder:!:20000:0:99999:7::20781:", false, false],
    ["podder:$y$x:0:0:99999:7:::", false, true],
    ["podder:$y$x:20000:0:30:7:::", false, true],
    ["podder:$y$x:20770:0:30:7:::", false, false],
    ["", false, false],
    ["podder", false, false],
  ] as const)("%p", (line, accountExpired, passwordExpired) => {
    expect(fromShadow(`${line}\n`, today)).toMatchObject({ accountExpired, passwordExpired });
  });
});

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
  ] as const)("%p", (text, accountExpired, passwordExpired) => {
    expect(fromChage(text, today)).toMatchObject({ accountExpired, passwordExpired });
  });
});
