import type { Evidence } from "../diagnosis/check.ts";
import type { ResultDocument } from "../diagnosis/document.ts";
import type { Bundle } from "../report/bundle.ts";
import { isRoot } from "./counts.ts";
import { printable } from "./printable.ts";

/** An issue form takes 65536 characters; whoever pastes wants to say something, too. */
const longest = 60_000;
const longestLine = 400;
const shownLines = 12;
const shownProblems = 8;
const shownItems = 20;
const shownEvidence = 6;
const longestName = 160;
const longestSentence = 1_500;

/**
 * A report to paste into an issue. Data stands in code alone, where a forge reads neither mentions nor links nor markup,
 * and in prose only with everything taken from it that would be read so.
 */
export function renderMarkdown({ diagnosis, redaction, poddoctor }: Bundle): string {
  const { verdict, host, account, results } = diagnosis;
  const problems = results.filter(isRoot);
  const unseen = results.filter(({ status }) => status === "unknown");
  const versions = [
    host.os ?? "",
    `systemd ${host.systemd ?? "?"}`,
    host.podman === null ? "" : `podman ${host.podman}`,
  ];
  const head = [
    `**${prose(cut(verdict.sentence, longestSentence))}**`,
    "",
    versions
      .filter((part) => part !== "")
      .map(code)
      .join(" · "),
    "",
    `Last boot: ${verdict.lastBoot} · next boot: ${verdict.nextBoot}`,
    "",
    fence(verdict.chain.map(({ step, status }) => `${marks[status]} ${step}`).join("  ")),
  ];
  const shown = problems.slice(0, shownProblems).map((result) => problem(result, account.name ?? "user"));
  const more = problems
    .slice(shownProblems)
    .map(({ check, subject }) => `- ${code(check)} ${code(cut(subject, longestName))}`);
  const tail = [
    ...(more.length > 0 ? [folded(`${more.length} more problems`, items(more))] : []),
    ...(unseen.length > 0
      ? [
          folded(
            `${unseen.length} could not be seen`,
            items(unseen.map(({ check, summary }) => `- ${code(check)} ${code(cut(summary))}`)),
          ),
        ]
      : []),
    folded(
      "What was replaced",
      [
        redaction.mode === "none"
          ? "**Not redacted: names and addresses are real.**"
          : "Names and addresses stand as tokens.",
        "",
        ...redaction.replaced.map(
          ({ kind, values, places }) => `- ${prose(kind)}: ${values} different, in ${places} places`,
        ),
        ...redaction.left.map((what) => `- left: ${prose(what)}`),
      ].join("\n"),
    ),
    `poddoctor ${poddoctor.version}. \`poddoctor report\` writes the page from which this host can be replayed.`,
  ];
  return fitted(head.join("\n"), shown, tail);
}

const marks = { ok: "✔", broken: "✖", "at-risk": "!", waiting: "○", unknown: "?" } as const;

/** As many problems as there is room for, whole; never half a fence. */
function fitted(head: string, shown: readonly string[], tail: readonly string[]): string {
  const kept: string[] = [];
  const room = longest - head.length - tail.join("\n\n").length - 200;
  let used = 0;
  for (const block of shown) {
    if (used + block.length > room) break;
    kept.push(block);
    used += block.length + 2;
  }
  const missing = shown.length - kept.length;
  const note = missing > 0 ? [`${missing} more did not fit here; they are in the page.`] : [];
  return `${[head, ...kept, ...note, ...tail].join("\n\n")}\n`;
}

function problem(result: ResultDocument, account: string): string {
  const steps = (result.repair?.steps ?? []).map(({ as, command, edit }) =>
    command === undefined
      ? prose(cut(edit ?? "", longestSentence))
      : `as ${as === "root" ? "root" : code(account)}:\n${fence(cut(command, longestSentence))}`,
  );
  return [
    `### ${result.status === "fail" ? "✖" : "!"} ${code(result.check)} · ${code(cut(result.subject, longestName))}`,
    "",
    prose(cut(result.summary, longestSentence)),
    "",
    ...steps,
    "",
    ...(result.evidence.length > 0
      ? [folded("What shows it", result.evidence.slice(0, shownEvidence).map(renderEvidence).join("\n"))]
      : []),
  ].join("\n");
}

function renderEvidence({ source, exit, lines }: Evidence): string {
  const status = exit === undefined || exit === 0 ? "" : ` (exit ${exit})`;
  const rest = lines.length - shownLines;
  const shown = [
    ...lines.slice(0, shownLines).map((line) => cut(printable(line))),
    ...(rest > 0 ? [`… ${rest} more lines`] : []),
  ];
  return fence([`# ${cut(printable(source))}${status}`, ...shown].join("\n"));
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** A fence that no run of backticks in it can close. */
function fence(text: string): string {
  const ticks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}text\n${text.split("\n").map(printable).join("\n")}\n${ticks}`;
}

function code(text: string): string {
  const clean = printable(text);
  const ticks = "`".repeat(longestRun(clean) + 1);
  // A blank at both ends keeps a backtick at an end apart; the forge takes it away.
  return clean.includes("`") || clean.startsWith(" ")
    ? `${ticks} ${clean} ${ticks}`
    : `${ticks}${clean === "" ? " " : clean}${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

const joiner = "\u2060";

/** Text between markup: what Markdown, HTML and a forge would read into it is taken away. */
function prose(text: string): string {
  return (
    printable(text)
      .replace(/[\\`*_{}[\]()<>|~!&]/g, (character) =>
        character === "<" ? "&lt;" : character === ">" ? "&gt;" : character === "&" ? "&amp;" : `\\${character}`,
      )
      .replace(/[@#]/g, (character) => character + joiner)
      // Two of them are a formula.
      .replace(/\$/g, "&#36;")
      .replace(/:\/\//g, `:${joiner}//`)
      .replace(/\b(www\.|GH-)/gi, (lead) => lead.slice(0, 2) + joiner + lead.slice(2))
      .replace(/^(\s*)([-+=]|\d+\.)/, "$1\\$2")
  );
}

/** The first of a list, and how many more there are. */
function items(lines: readonly string[]): string {
  const rest = lines.length - shownItems;
  return [...lines.slice(0, shownItems), ...(rest > 0 ? [`- and ${rest} more`] : [])].join("\n");
}

function cut(text: string, longest = longestLine): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
