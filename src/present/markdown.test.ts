import { describe, expect, test } from "bun:test";
import { forty, healthy, hostile, lingerOff } from "../report/testing/bundles.ts";
import { renderMarkdown } from "./markdown.ts";

/** What is left of a text when its code, fenced or not, is taken out: the part that a forge reads. */
function outsideCode(markdown: string): string {
  const lines: string[] = [];
  // By CommonMark a line with backticks further on opens no fence.
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const ticks = /^(`{3,})[^`]*$/.exec(line)?.[1];
    if (fence === undefined && ticks !== undefined) fence = ticks;
    else if (fence !== undefined && line === fence) fence = undefined;
    else if (fence === undefined) lines.push(line);
  }
  expect(fence).toBeUndefined();
  return lines.join("\n").replace(/(`+)(?!`)(.*?[^`])\1(?!`)/g, "");
}

describe("a report to paste into an issue", () => {
  test("says the sentence, the chain, the cause and what mends it", async () => {
    const text = renderMarkdown(await lingerOff());
    expect(text).toStartWith(
      "**pod.service did not start at the last boot, and will not at the next: lingering is off for user-1, so no user manager is started at boot.**\n",
    );
    expect(text).toContain("✔ boot  ✖ linger  ○ manager");
    expect(text).toContain("### ✖ `linger-not-enabled` · `user-1`");
    expect(text).toContain("as root:\n```text\nloginctl enable-linger user-1\n```");
  });

  test("fits into a form, whatever the host", async () => {
    for (const make of [healthy, lingerOff, forty, hostile])
      expect(renderMarkdown(await make()).length).toBeLessThan(60_000);
    const bundle = await forty();
    const long = "x".repeat(300);
    const [cause] = bundle.diagnosis.results.filter(({ status }) => status === "fail");
    if (!cause) throw new Error("no failure");
    const results = Array.from({ length: 2000 }, (_, index) => ({
      ...cause,
      subject: `${index}-${long}.service`,
      evidence: Array.from({ length: 20 }, () => ({ source: long, lines: Array.from({ length: 50 }, () => long) })),
    }));
    const text = renderMarkdown({ ...bundle, diagnosis: { ...bundle.diagnosis, results } });
    expect(text.length).toBeLessThan(65_536);
    expect(text.split("<details>").length).toBe(text.split("</details>").length);
  });

  test("data mentions nobody, links nowhere, and is no markup", async () => {
    const outside = outsideCode(renderMarkdown(await hostile()));
    const foreign = outside.replace(/<\/?(details|summary)>/g, "");
    expect(foreign).not.toMatch(/<[a-z/]/i);
    expect(foreign).not.toMatch(/@[a-z]/);
    expect(foreign).not.toMatch(/#\d/);
    expect(foreign).not.toMatch(/https?:\/\//);
    expect(foreign).not.toMatch(/(?<!\\)!\[/);
    expect(outside.match(/^#{1,6} /gm) ?? []).toHaveLength(1);
  });

  test.each(Object.entries({ healthy, lingerOff, forty, hostile }))(
    "rendered as a forge does (%s): folds that close, and nothing that data brought",
    async (_, make) => {
      const text = renderMarkdown(await make());
      const page = Bun.markdown.html(text, { autolinks: true, tagFilter: false, wikiLinks: true });
      const tags = page.match(/<\/?[a-z][^>]*>/gi) ?? [];
      const strange = tags.filter(
        (tag) =>
          !/^<\/?(p|strong|pre|details|summary|ul|li|h3|br)( \/)?>$|^<\/?code( class="language-text")?>$/.test(tag),
      );
      expect(strange).toEqual([]);
      const open: string[] = [];
      for (const [, end, name = ""] of page.matchAll(/<(\/?)([a-z]\w*)[^>]*>/g)) {
        if (end === "") open.push(name);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
      // What is data is shown as it is: no fence that was not closed shows its backticks.
      expect(page.replace(/<pre>[\s\S]*?<\/pre>/g, "")).not.toContain("```text");
    },
  );

  test("a sentence with variables in it is no formula", async () => {
    const bundle = await lingerOff();
    const verdict = { ...bundle.diagnosis.verdict, sentence: "$HOME/bin is not on $PATH; see podman/podman#12" };
    const text = renderMarkdown({ ...bundle, diagnosis: { ...bundle.diagnosis, verdict } });
    expect(outsideCode(text)).not.toContain("$");
    expect(Bun.markdown.html(text)).toContain("$HOME/bin is not on $PATH");
    expect(text).not.toMatch(/podman#12/);
  });

  test("of five hundred units it says the first, counts the rest, and fits", async () => {
    const bundle = await forty();
    const [cause] = bundle.diagnosis.results.filter(({ status }) => status === "fail");
    if (!cause) throw new Error("no failure");
    const status = ["fail", "unknown", "warn", "pass", "advice"] as const;
    const results = Array.from({ length: 500 }, (_, index) => ({
      ...cause,
      status: status[index % 5] ?? "fail",
      subject: `unit-${index}-of-a-host-with-many.service`,
    }));
    const names = results.map(({ subject }) => subject).join(", ");
    const sentence = `${names} did not start at the last boot, and will not at the next: default.target does not want them.`;
    const verdict = { ...bundle.diagnosis.verdict, sentence };
    const text = renderMarkdown({ ...bundle, diagnosis: { ...bundle.diagnosis, verdict, results } });
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    expect(text).toContain("unit-0-of-a-host-with-many.service");
    expect(text).toContain("192 more problems");
    expect(text).toContain("100 could not be seen");
  });
});
