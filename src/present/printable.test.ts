import { expect, test } from "bun:test";
import { printable, printableAscii } from "./printable.ts";

test.each([
  ["a\nb", "a\\nb"],
  ["\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"],
  ["\u009b2J", "\\x9b2J"],
  ["\x7f\x00", "\\x7f\\x00"],
  ["\u202egnp.exe", "\\u202egnp.exe"],
  ["a\u200db\u2066c\u{e0041}", "a\\u200db\\u2066c\\u{e0041}"],
  ["\ud800", "\\ud800"],
  ["Müller 漢字 🚀 ✔", "Müller 漢字 🚀 ✔"],
])("what cannot be seen is escaped (%#)", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("in a locale without UTF-8 the rest is escaped, too", () => {
  expect(printableAscii("Müller – “ok” … 🚀\n")).toBe('M\\xfcller - "ok" ... \\u{1f680}\\n');
});
