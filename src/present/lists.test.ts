import { expect, test } from "bun:test";
import { checks } from "../../checks/index.ts";
import { renderAccounts } from "./accounts.ts";
import { explanationsDocument, renderExplanations } from "./explain.ts";
import { checksDocument, renderList } from "./list.ts";
import { styleOf } from "./style.ts";
import { diagnosis, lingerOff, plain } from "./testing/document.ts";
import { renderText } from "./text.ts";
import { columns, widthOf } from "./wrap.ts";

const styles = [styleOf({ utf8: true, colour: false }), styleOf({ utf8: false, colour: false })];

test("the list names every check in 80 columns", () => {
  for (const style of styles) {
    const lines = renderList(checks, style).split("\n");
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
    for (const { id } of checks) expect(lines.some((line) => line.startsWith(`  ${id} `))).toBe(true);
  }
});

test("list --json has the four keys", () => {
  const document = checksDocument(checks.slice(0, 1));
  expect(document).toEqual({
    schema: "poddoctor/checks/1",
    checks: [
      { id: "no-systemd-pid1", group: "platform", title: "The machine was booted with systemd", repair: "manual" },
    ],
  });
});

test.each(checks.map((check) => [check.id, check] as const))(
  "the explanation of %s keeps to 80 columns",
  (_, check) => {
    for (const style of styles) {
      for (const line of renderExplanations([check], style).split("\n")) {
        // A command is not cut, so that it can be pasted.
        if (!/^ {4}/.test(line)) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }
    }
    expect(explanationsDocument([check])).toMatchObject({ explanations: [{ id: check.id, ...check.explanation }] });
  },
);

test("of many accounts, those with a problem are shown whole, the others by a line", () => {
  const text = renderAccounts([diagnosis(), lingerOff()], false, plain);
  expect(text).toStartWith("podder (uid 1001) on web1");
  expect(text).toContain("✖ linger-not-enabled");
  expect(text).toEndWith(
    "\n\n✔ podder: pod.service will start at the next boot.\n\n2 accounts: 1 with problems, 1 without, 0.21 s",
  );
  expect(renderAccounts([diagnosis()], true, plain)).toBe("✔ podder: pod.service will start at the next boot.");
  expect(renderAccounts([diagnosis()], false, plain)).toBe(renderText(diagnosis(), plain));
  expect(renderAccounts([], false, plain)).toBe("No account on this host has pod units, and none lingers.");
});
