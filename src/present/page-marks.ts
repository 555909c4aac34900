import { html, type Markup } from "./html.ts";

/** How something stands; never told by colour alone. */
export type Tone = "good" | "bad" | "warn" | "open" | "wait";

const shapes: Readonly<Record<Tone, Markup>> = {
  good: html`<path d="M4.2 8.4l2.6 2.6 5-5.6"/>`,
  bad: html`<path d="M5 5l6 6M11 5l-6 6"/>`,
  warn: html`<path d="M8 4v5M8 11.6v.2"/>`,
  open: html`<path d="M6 6.2a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1v.2M8 11.8v.1"/>`,
  wait: html`<path d="M5.4 8h.1M8 8h.1M10.6 8h.1"/>`,
};

const words: Readonly<Record<Tone, string>> = {
  good: "fine",
  bad: "broken",
  warn: "at risk",
  open: "not seen",
  wait: "waits",
};

/** A round mark of its tone, with a word for those who do not see it. */
export function markOf(tone: Tone, label = words[tone]): Markup {
  return html`<svg class="mark ${tone}" viewBox="0 0 16 16" width="16" height="16" role="img" aria-label="${label}"><circle cx="8" cy="8" r="7.2"/>${shapes[tone]}</svg>`;
}
