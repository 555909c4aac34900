import type { AnyCheck } from "../diagnosis/check.ts";
import type { Style } from "./style.ts";
import { columns, wrap } from "./wrap.ts";

const tiers = { user: "user", root: "root", manual: "manual" } as const;
const tierWidth = 8;

/** The document of `list --json`. */
export function checksDocument(checks: readonly AnyCheck[]): object {
  return {
    schema: "poddoctor/checks/1",
    checks: checks.map(({ id, group, title, repair }) => ({ id, group, title, repair })),
  };
}

/** Every check by group: its name, what is so when all is well, and who can mend it. */
export function renderList(checks: readonly AnyCheck[], style: Style): string {
  const groups = [...new Set(checks.map(({ group }) => group))];
  const names = Math.max(0, ...checks.map(({ id }) => id.length)) + 4;
  return groups
    .map((group) => {
      const rows = checks.filter((check) => check.group === group).flatMap((check) => row(check, names, style));
      return [style.paint("bold", group), ...rows].join("\n");
    })
    .join("\n\n");
}

function row({ id, title, repair }: AnyCheck, names: number, style: Style): readonly string[] {
  const [first = "", ...rest] = wrap(style.data(title), columns - names - tierWidth);
  const head = `  ${id}`.padEnd(names) + first.padEnd(columns - names - tierWidth) + tiers[repair].padStart(tierWidth);
  return [head, ...rest.map((line) => " ".repeat(names) + line)];
}
