import type { AnyCheck, Evidence, Mend } from "../diagnosis/check.ts";
import type { DiagnosisDocument, ResultDocument } from "../diagnosis/document.ts";
import { isRoot } from "./counts.ts";
import { html, Markup } from "./html.ts";
import { markOf, type Tone } from "./page-marks.ts";

const shownProblems = 12;

export function problemsOf({ results }: DiagnosisDocument): readonly ResultDocument[] {
  const roots = results.filter(isRoot);
  return [...roots.filter(({ status }) => status === "fail"), ...roots.filter(({ status }) => status === "warn")];
}

export function problems(document: DiagnosisDocument, checks: readonly AnyCheck[]): Markup | undefined {
  const found = problemsOf(document);
  if (found.length === 0) return undefined;
  const rest = found.slice(shownProblems);
  return html`<section aria-labelledby="problems">
<h2 id="problems">${found.length === 1 ? "The problem" : `${found.length} problems, the first one first`}</h2>
${found.slice(0, shownProblems).map((result, index) => problem(result, index === 0, document, checks))}
${rest.length === 0 ? undefined : html`<details><summary>${rest.length} more problems</summary>${rest.map((result) => problem(result, false, document, checks))}</details>`}
</section>`;
}

function problem(
  result: ResultDocument,
  first: boolean,
  document: DiagnosisDocument,
  checks: readonly AnyCheck[],
): Markup {
  const tone = result.status === "fail" ? "bad" : "warn";
  // Twenty units with one fault are explained once.
  const explain = problemsOf(document).find(({ check }) => check === result.check) === result;
  const explained = checks.find(({ id }) => id === result.check)?.explanation;
  const follows = document.results.filter(({ consequenceOf, blockedBy }) =>
    (consequenceOf ?? blockedBy ?? []).includes(result.check),
  );
  return html`<article>
<h3>${markOf(tone)}<span>${withCode(result.summary)}</span></h3>
<p class="id">${result.check} · ${result.subject}</p>
${explained && explain ? html`<p>${withCode(`${explained.what} ${explained.why}`)}</p>` : undefined}
${result.repair && !first ? mend(result.repair.steps, document) : undefined}
${evidence(result.evidence, first)}
${follows.length === 0 ? undefined : html`<details><summary>${follows.length} ${follows.length === 1 ? "result hangs" : "results hang"} on this</summary><ul class="list">${follows.map(line)}</ul></details>`}
</article>`;
}

/** Words between backticks, as the explanations have them. */
export function withCode(text: string): Markup {
  return html`${text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

export function mend(steps: readonly Mend[], { account }: DiagnosisDocument): Markup {
  return html`${runsOf(steps, ({ as }) => as).map((same, index) => {
    const as = same[0]?.as === "root" ? "root" : (account.name ?? "the user");
    return html`<div class="mend"><p class="who">${index === 0 ? "What to do" : "Then"}, as ${as}:</p>
${runsOf(same, ({ command }) => command === undefined).map((run) => html`${mendRun(run)}`)}</div>`;
  })}`;
}

/** What is typed, or what is to be edited: the order of the steps is the order in which they are done. */
function mendRun(run: readonly Mend[]): Markup {
  const commands = run.flatMap(({ command }) => (command === undefined ? [] : [command]));
  if (commands.length > 0) return html`<pre><code>${lines(commands)}</code></pre>`;
  return html`${run.map(({ edit = "" }) => html`<p>${withCode(edit)}</p>`)}`;
}

/** Neighbours that are alike, together. */
function runsOf<T>(items: readonly T[], kindOf: (item: T) => unknown): readonly (readonly T[])[] {
  const runs: T[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last && before !== undefined && kindOf(before) === kindOf(item)) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

function evidence(all: readonly Evidence[], open: boolean): Markup | undefined {
  if (all.length === 0) return undefined;
  return html`<details${open ? new Markup(" open") : undefined}><summary>What shows it</summary>
${all.map(({ source, exit, lines: read }) => html`<div class="evidence"><p class="source">${source}${exit === undefined || exit === 0 ? "" : ` (exit ${exit})`}</p><pre>${lines(read)}</pre></div>`)}
</details>`;
}

/** Each line is printable by itself; what parts them is markup. */
function lines(texts: readonly string[]): Markup {
  return html`${texts.map((text, index) => html`${index === 0 ? undefined : new Markup("\n")}${text}`)}`;
}

const resultTones: Readonly<Record<ResultDocument["status"], Tone>> = {
  pass: "good",
  advice: "open",
  warn: "warn",
  fail: "bad",
  blocked: "wait",
  "not-applicable": "wait",
  unknown: "open",
  skipped: "wait",
};

export function line(result: ResultDocument): Markup {
  return html`<li>${markOf(resultTones[result.status], result.status)}<span>${result.summary}<br><span class="id">${result.check} · ${result.subject}</span>${evidence(result.evidence, false)}</span></li>`;
}
