import type { AnyCheck } from "../diagnosis/check.ts";
import { commandLines } from "./command.ts";
import type { Style } from "./style.ts";
import { columns, hang } from "./wrap.ts";

const tiers = { user: "the user alone", root: "root", manual: "a person, who has to decide" } as const;

/** The document of `explain --json`. */
export function explanationsDocument(checks: readonly AnyCheck[]): object {
  return {
    schema: "poddoctor/explanations/1",
    explanations: checks.map(({ id, group, title, repair, explanation }) => ({
      id,
      group,
      title,
      repair,
      ...explanation,
    })),
  };
}

/** All that is known of some checks, for people. */
export function renderExplanations(checks: readonly AnyCheck[], style: Style): string {
  return checks.map((check) => renderExplanation(check, style)).join("\n\n\n");
}

function renderExplanation({ id, group, title, repair, explanation }: AnyCheck, style: Style): string {
  const { what, why, see, mend, healthy, sources } = explanation;
  const heading = `${style.paint("bold", id)} (${group})`;
  const parts = [
    [heading, ...hang("When all is well: ", `${style.data(title)}.`)],
    paragraph("What it is", what, style),
    paragraph("Why it keeps a pod from starting", why, style),
    [
      style.paint("bold", "See it yourself"),
      ...see.flatMap((command) => commandLines(command, columns - 4, style).map((line) => `    ${line}`)),
    ],
    paragraph(`Mend it by hand (this takes ${tiers[repair]})`, mend, style),
    paragraph("The healthy host that looks like it", healthy, style),
    [style.paint("bold", "Known from"), ...sources.flatMap((source) => hang("  - ", style.data(source)))],
  ];
  return parts.map((part) => part.join("\n")).join("\n\n");
}

/** Lines that the text indents are commands, and stay as they are. */
function paragraph(heading: string, text: string, style: Style): readonly string[] {
  const body = text
    .split("\n")
    .flatMap((line) =>
      /^\s+\S/.test(line)
        ? commandLines(line.trim(), columns - 4, style).map((part) => `    ${part}`)
        : hang("  ", style.data(line)),
    );
  return [style.paint("bold", heading), ...body];
}
