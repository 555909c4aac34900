import { createHash } from "node:crypto";
import type { AnyCheck } from "../diagnosis/check.ts";
import type { DiagnosisDocument, ResultDocument } from "../diagnosis/document.ts";
import type { StepStatus } from "../diagnosis/verdict.ts";
import type { Bundle } from "../report/bundle.ts";
import { pageMarker } from "../report/read-bundle.ts";
import { isRoot } from "./counts.ts";
import { html, Markup } from "./html.ts";
import { markOf, type Tone } from "./page-marks.ts";
import { line, mend, problems, problemsOf, withCode } from "./page-problems.ts";
import { pageStyle } from "./page-style.ts";
import { renderPageTimeline } from "./page-timeline.ts";

export interface PageParts {
  readonly bundle: Bundle;
  /** The bytes of the bundle's file, which the page carries. */
  readonly packed: Uint8Array;
  readonly id: string;
  /** What explains the causes. */
  readonly checks: readonly AnyCheck[];
}

/** Beyond this a browser does not take a file out of a link. */
const longestLink = 1_500_000;

/**
 * One page that needs nothing else: no script, no picture and no font from anywhere, and a policy that would stop them.
 * It answers in the order in which people ask: does it start, why not, what to do, what shows it.
 */
export function renderPage({ bundle, packed, id, checks }: PageParts): string {
  const { diagnosis } = bundle;
  const style = createHash("sha256").update(pageStyle).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${style}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${headline(diagnosis).head}</title>
<link rel="icon" href="data:,">
<style>${new Markup(pageStyle)}</style>
</head>
<body>
<header>
<p class="host">${hostLine(diagnosis)}</p>
${bundle.redaction.mode === "none" ? html`<p class="alarm"><strong>Not redacted.</strong> The names and addresses on this page are real.</p>` : undefined}
</header>
<main>
${verdict(diagnosis, bundle.redaction.mode === "full")}
${chain(diagnosis)}
${problems(diagnosis, checks)}
${renderPageTimeline(bundle.timeline)}
${rest(diagnosis)}
${redaction(bundle)}
${replay(packed)}
</main>
<footer>Report ${id} by poddoctor ${bundle.poddoctor.version}. It was made on the host by looking alone; nothing was changed.</footer>
</body>
</html>
`.text
  }`;
}

function hostLine({ host, account, at }: DiagnosisDocument): string {
  const who = `${account.name ?? "unknown account"}${account.uid === null ? "" : ` (uid ${account.uid})`}`;
  return [
    `${who} on ${host.name ?? "an unnamed host"}`,
    host.os ?? "",
    host.systemd === null ? "no systemd" : `systemd ${host.systemd}`,
    host.podman === null ? "" : `podman ${host.podman}`,
    `${at.slice(0, 16).replace("T", " ")} UTC`,
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** The verdict's sentence in its two halves: what is so, and why. */
function headline({ verdict: { sentence }, account }: DiagnosisDocument): {
  readonly head: string;
  readonly why: string;
} {
  const at = sentence.indexOf(": ");
  if (at < 0) return { head: sentence.replace(/\.$/, ""), why: "" };
  const why = sentence.slice(at + 2);
  // A name is written as it is.
  const isName = account.name !== null && why.startsWith(account.name);
  return { head: sentence.slice(0, at), why: isName ? why : why.charAt(0).toUpperCase() + why.slice(1) };
}

const lastBoots = {
  started: "it started",
  failed: "it failed",
  "not-attempted": "nothing even tried to start it",
  partly: "a part of it started",
  unknown: "cannot be told",
} as const;
const nextBoots = {
  "will-start": "it will start",
  "will-not-start": "it will not start",
  "at-risk": "it may not start",
  unknown: "cannot be told",
} as const;

function verdictTone({ verdict: { nextBoot, causes } }: DiagnosisDocument): Tone {
  if (nextBoot === "will-not-start") return "bad";
  if (nextBoot === "unknown") return "open";
  return nextBoot === "at-risk" || causes.length > 0 ? "warn" : "good";
}

function verdict(document: DiagnosisDocument, redacted: boolean): Markup {
  const tone = verdictTone(document);
  const { head, why } = headline(document);
  const first = problemsOf(document)[0];
  const { lastBoot, nextBoot } = document.verdict;
  const { name } = document.account;
  const typed = (first?.repair?.steps ?? []).some(
    ({ as, command = "" }) => as !== "root" || command.includes(name ?? " "),
  );
  return html`<section class="verdict ${tone}" aria-label="Verdict">
<h1>${markOf(tone)}<span>${head}</span></h1>
${why === "" ? undefined : html`<p class="why">${withCode(why)}</p>`}
${first?.repair ? mend(first.repair.steps, document) : undefined}
<p class="boots">Last boot: ${lastBoots[lastBoot]}. Next boot: ${nextBoots[nextBoot]}.${redacted && typed && isToken(name) ? ` Here ${name} stands for the account's name.` : ""}</p>
</section>`;
}

/** Whether a name is what a report has in place of it. */
function isToken(name: string | null | undefined): boolean {
  return /^[a-z]{0,3}user-\d+$/i.test(name ?? "");
}

const stepTones: Readonly<Record<StepStatus, readonly [Tone, string]>> = {
  ok: ["good", "fine"],
  broken: ["bad", "breaks here"],
  "at-risk": ["warn", "at risk"],
  waiting: ["wait", "waits"],
  unknown: ["open", "not seen"],
};

const stepNames: Readonly<Record<string, string>> = {
  boot: "host boots",
  linger: "lingering",
  manager: "user manager",
  bus: "user bus",
  unit: "unit file",
  enabled: "enabled",
  started: "started",
  stays: "stays up",
  containers: "pod runs",
};

function chain({ verdict }: DiagnosisDocument): Markup {
  return html`<section aria-labelledby="chain">
<h2 id="chain">From power-on to the pod</h2>
<ol class="chain">${verdict.chain.map(({ step, status }, index) => {
    const [tone, first] = stepTones[status];
    // Where the chain broke before, the rest is down because of that.
    const word =
      status === "broken" && verdict.chain.slice(0, index).some((one) => one.status === "broken") ? "down" : first;
    return html`<li class="${tone}">${markOf(tone, "")}<span>${stepNames[step] ?? step}</span><span class="word">${word}</span></li>`;
  })}</ol>
</section>`;
}

function rest(document: DiagnosisDocument): Markup {
  const { results } = document;
  const causes = problemsOf(document).map(({ check }) => check);
  const hangs = ({ blockedBy }: ResultDocument) => (blockedBy ?? []).some((check) => causes.includes(check));
  const group = (title: string, folded: string, ...statuses: readonly string[]) => {
    const own = results.filter(
      (result) =>
        statuses.includes(result.status) && result.consequenceOf === undefined && !isRoot(result) && !hangs(result),
    );
    return own.length === 0
      ? undefined
      : html`<details class="${folded}"><summary>${own.length} ${title}</summary><ul class="list">${own.map(line)}</ul></details>`;
  };
  return html`<section aria-labelledby="results">
<h2 id="results">Everything else that was looked at</h2>
${group("could not be seen", "", "unknown")}
${group("wait for something above", "", "blocked")}
${group("pieces of advice, none of which stops the pod", "", "advice")}
${group("passed", "passed", "pass")}
${group("do not apply here", "passed", "not-applicable", "skipped")}
</section>`;
}

function redaction({ redaction: { mode, replaced, left } }: Bundle): Markup {
  const counted = [...replaced].sort((a, b) => b.places - a.places);
  return html`<section aria-labelledby="redaction">
<h2 id="redaction">What was replaced</h2>
<p class="note">${mode === "full" ? "Names and addresses stand as tokens, each always the same one; values of variables, credentials and other programs’ words were taken out before anything was kept." : "Names and addresses were left as they are (--redact none); values of variables, credentials and other programs’ words were taken out all the same."}</p>
${counted.length === 0 ? undefined : html`<table><thead><tr><th scope="col">what</th><th scope="col">different</th><th scope="col">places</th></tr></thead><tbody>${counted.map(({ kind, values, places }) => html`<tr><td>${kind}</td><td class="n">${values}</td><td class="n">${places}</td></tr>`)}</tbody></table>`}
${left.length === 0 ? undefined : html`<p class="note">Left as it is: ${left.join("; ")}.</p>`}
</section>`;
}

function replay(packed: Uint8Array): Markup {
  const base64 = new Markup(Buffer.from(packed).toString("base64"));
  const kilobytes = Math.ceil(packed.length / 1000);
  const carried =
    base64.text.length <= longestLink
      ? html`<p><a class="save" download="poddoctor-recording.json.gz" href="${pageMarker}${base64}">Save the recording alone (${kilobytes} kB)</a></p>`
      : html`<script type="text/plain">${pageMarker}${base64}</script>`;
  return html`<section aria-labelledby="replay">
<h2 id="replay">Ask this host yourself</h2>
<p>This page carries everything that the host answered. On any machine with poddoctor:</p>
<pre><code>poddoctor replay THIS-PAGE.html
poddoctor replay THIS-PAGE.html timeline</code></pre>
${carried}
</section>`;
}
