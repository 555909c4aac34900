import { describe, expect, test } from "bun:test";
import type { DiagnosisDocument } from "../diagnosis/document.ts";
import { renderJson } from "./json.ts";
import { styleOf } from "./style.ts";
import { diagnosis, lingerOff, plain, result } from "./testing/document.ts";
import { renderQuiet, renderText } from "./text.ts";
import { columns, widthOf } from "./wrap.ts";

const ascii = { ...plain, style: styleOf({ utf8: false, colour: false }) };
const coloured = { ...plain, style: styleOf({ utf8: true, colour: true }) };

describe("a diagnosis as text", () => {
  test("takes few lines where all is well", () => {
    expect(renderText(diagnosis(), plain)).toBe(
      `podder (uid 1001) on web1 · Debian 13 · systemd 257 · podman 5.4.2

✔ pod.service will start at the next boot.

  ✔ boot─✔ linger─✔ manager─✔ bus─✔ unit─✔ enabled─✔ started─✔ stays─✔ pod

1 passed                                                                  0.21 s`,
    );
  });

  test("says why first, then shows the evidence and the fix, and folds what only follows", () => {
    expect(renderText(lingerOff(), plain)).toBe(
      `podder (uid 1001) on web1 · Debian 13 · systemd 257 · podman 5.4.2

✖ pod.service did not start at the last boot, and will not at the next:
  lingering is off for podder, so no user manager was started at boot.

  ✔ boot─✖ linger─○ manager─○ bus─✔ unit─✔ enabled─○ started─○ stays─○ pod

✖ linger-not-enabled                                                        root
  Lingering is off for podder
  /var/lib/systemd/linger/podder: does not exist
  $ journalctl -b --unit user@1001.service (exit 1)
    Nov 23 09:14:02 web1 systemd[1]: Starting User Manager for UID 1001...
  fix, as root:  loginctl enable-linger podder

1 passed · 1 failed · 2 wait for linger-not-enabled                       0.21 s
Mend it:  poddoctor fix   Why:  poddoctor explain linger-not-enabled`,
    );
  });

  test("counts what waits by the root, also where what it names only follows itself", () => {
    const document = diagnosis([
      result({ check: "linger-wrong-user", status: "fail" }),
      result({ check: "linger-not-enabled", status: "fail", consequenceOf: ["linger-wrong-user"] }),
      result({ check: "user-dbus-missing", status: "blocked", blockedBy: ["linger-not-enabled"] }),
      result({ check: "start-limit-hit", status: "advice", consequenceOf: ["linger-not-enabled"] }),
    ]);
    expect(renderText(document, plain)).toContain("\n0 passed · 1 failed · 3 wait for linger-wrong-user  ");
  });

  test("tells advice in a line each, after the problems, and no more than a few", () => {
    const advice = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        result({ check: "stray-text-before-section", subject: `${index}.service`, status: "advice", summary: "stray" }),
      );
    const shown = (count: number) =>
      renderText(diagnosis(advice(count)), plain)
        .split("\n")
        .filter((line) => line.startsWith("·"));
    expect(shown(1)).toEqual(["· stray-text-before-section (0.service): stray"]);
    expect(shown(4)).toHaveLength(4);
    expect(shown(5)).toHaveLength(4);
    expect(shown(5).at(-1)).toBe("· and 2 more: --verbose");
  });

  test("has no tick for an earlier boot of which nothing can be seen", () => {
    const said = { boot: -9, lastBoot: "unknown", sentence: "The journal has nothing of boot -9." } as const;
    expect(renderText(diagnosis(undefined, said), plain)).toContain("\n? The journal has nothing of boot -9.");
  });

  test("says of each cause whether the boot's journal proves it", () => {
    const document = lingerOff();
    const shown = (cause: Partial<DiagnosisDocument["verdict"]["causes"][number]>) =>
      renderText(
        {
          ...document,
          verdict: { ...document.verdict, causes: [{ check: "linger-not-enabled", subject: "podder", ...cause }] },
        },
        plain,
      ).split("\n");
    expect(shown({ basis: "inferred" })).toContain("  inferred from what is there now");
    const proof = { at: "2026-11-23T07:12:03.120Z", line: "systemd: …" };
    expect(shown({ basis: "proved", proof })).toContain("  proved by the journal at 2026-11-23 07:12:03 UTC");
  });

  test("has a twin in ASCII", () => {
    const text = renderText(lingerOff(), ascii);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toContain("  + boot>x linger>o manager>o bus>+ unit>+ enabled>o started>o stays>o pod");
    expect(renderText(diagnosis([], { sentence: "Müller's pod … starts" }), ascii)).toContain(
      "M\\xfcller's pod ... starts",
    );
  });

  test("means the same without colour", () => {
    const text = renderText(lingerOff(), coloured);
    expect(text).toContain("\x1b[31m✖\x1b[0m");
    expect(Bun.stripANSI(text)).toBe(renderText(lingerOff(), plain));
    expect(renderText(lingerOff(), plain)).not.toContain("\x1b");
  });

  test("shows every result when verbose", () => {
    const text = renderText(lingerOff(), { ...plain, verbose: true });
    expect(text).toContain(
      "✖ user-dbus-missing (podder): What user-dbus-missing says; follows from\n  linger-not-enabled",
    );
    expect(text).toContain("○ daemon-reload-missing (podder)");
    expect(text).toContain("✔ unit-not-enabled (pod.service)");
  });

  test("says whose hand a fix needs, and breaks long commands so that they can be pasted", () => {
    const steps = [
      { as: "user" as const, command: `systemctl --user enable ${"very-long-name-".repeat(3)}.service 'two words'` },
      { as: "user" as const, command: "systemctl --user daemon-reload" },
      { as: "user" as const, edit: "Take the line away." },
    ];
    const document = diagnosis([
      result({
        check: "unit-not-enabled",
        status: "fail",
        subject: "pod.service",
        repair: { tier: "user", steps, automatic: false },
      }),
    ]);
    expect(renderText(document, { ...plain, root: true })).toContain(
      `✖ unit-not-enabled · pod.service                                            user
  What unit-not-enabled says
  fix, as podder:  systemctl --user enable \\
                     very-long-name-very-long-name-very-long-name-.service \\
                     'two words'
                   systemctl --user daemon-reload
                   Take the line away.
`,
    );
    expect(renderText(document, plain)).toContain("\n  fix  systemctl --user enable");
  });

  test("shows a fault of many units once", () => {
    const units = ["a", "b", "c", "d", "e"].map((name) =>
      result({ check: "unit-not-enabled", status: "fail", subject: `${name}.service` }),
    );
    const text = renderText(diagnosis(units), plain);
    expect(text.match(/✖ unit-not-enabled/g)).toHaveLength(3);
    expect(text).toContain("  unit-not-enabled, too: d.service, e.service");
    expect(renderText(diagnosis(units), { ...plain, verbose: true }).match(/✖ unit-not-enabled/g)).toHaveLength(5);
  });

  test("says what could not be seen, and who could", () => {
    const denied = "/run/user/1001/bus: permission denied";
    const document = diagnosis(
      [
        result({
          check: "user-dbus-missing",
          status: "unknown",
          summary: `The bus is there: could not look: ${denied}`,
        }),
        result({ check: "runtime-dir-missing", status: "unknown", summary: `It is there: could not look: ${denied}` }),
      ],
      { nextBoot: "unknown", sentence: "Nothing wrong was found, but not everything could be looked at." },
    );
    expect(renderText(document, plain)).toEndWith(
      `? not seen: ${denied} (2 checks)
0 passed · 2 not seen                                                     0.21 s
Root can see more: sudo poddoctor --user podder`,
    );
    expect(renderText(document, { ...plain, root: true })).not.toContain("sudo");
  });

  test("is the sentence alone when quiet", () => {
    expect(renderQuiet(diagnosis(), plain.style)).toBe("pod.service will start at the next boot.");
  });

  test("still says what it is about where nothing could be learned", () => {
    const nothing: DiagnosisDocument = {
      ...diagnosis([], { nextBoot: "unknown", sentence: "Nothing could be seen." }),
      host: { name: null, os: null, kernel: null, systemd: null, podman: null, bootId: null, bootedAt: null },
      account: { name: null, uid: null, home: null },
    };
    expect(renderText(nothing, plain)).toStartWith("unknown account · no systemd\n\n? Nothing could be seen.");
  });
});

describe("hostile names", () => {
  const names = {
    newline: "pod\n✔ all is well.service",
    escape: "pod\x1b[2J\x1b]0;owned\x07.service",
    bidi: "pod\u202ecod.service",
    c1: "pod\u009b31m\u007f.service",
    invisible: "p\u200bo\u2060d\ufeff.service",
    long: `${"x".repeat(4096)}.service`,
  };

  test.each(Object.entries(names))("%s neither steers the terminal nor breaks the 80 columns", (_, name) => {
    const text = renderText(hostile(name), { ...plain, verbose: true });
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/);
    expect(text).not.toMatch(/^✔ all is well/m);
    for (const line of text.split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(columns);
    expect(JSON.parse(renderJson(hostile(name)))).toEqual(hostile(name));
    expect(renderJson(hostile(name))).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  });

  test("are whole in JSON, and cut in the middle in text", () => {
    expect(renderJson(hostile(names.long))).toContain(names.long);
    expect(renderText(hostile(names.long), plain)).toContain("xxx…xxx");
    expect(renderText(hostile(names.newline), plain)).toContain("pod\\n✔ all is well.service");
  });

  function hostile(name: string): DiagnosisDocument {
    const document = diagnosis(
      [
        result({
          check: "unit-not-enabled",
          status: "fail",
          subject: name,
          summary: `${name} is not enabled`,
          evidence: [
            { source: `/home/podder/.config/systemd/user/${name}`, lines: [name, `${name} ${name}`] },
            { source: `systemctl --user cat ${name}`, exit: 1, lines: [name] },
          ],
          repair: {
            tier: "user",
            steps: [
              { as: "user", command: `systemctl --user enable '${name}'` },
              { as: "user", edit: name },
            ],
            automatic: false,
          },
        }),
        result({ check: "unit-unreadable", status: "unknown", subject: name, summary: `x: could not look: ${name}` }),
        result({ check: "exec-missing", status: "pass", subject: name, summary: name }),
      ],
      {
        nextBoot: "will-not-start",
        sentence: `${name} will not start.`,
        causes: [{ check: "unit-not-enabled", subject: name }],
      },
    );
    return {
      ...document,
      host: { ...document.host, name, os: name, podman: name },
      account: { name, uid: 1001, home: `/home/${name}` },
    };
  }
});

test("text and JSON name the same failing checks", () => {
  const document = lingerOff();
  const json = JSON.parse(renderJson(document)) as DiagnosisDocument;
  const shown = (verbose: boolean) =>
    [...renderText(document, { ...plain, verbose }).matchAll(/^✖ ([a-z0-9-]+)(?= |$)/gm)]
      .map(([, id]) => id ?? "")
      .filter((id) => id.includes("-"));
  expect(shown(false)).toEqual(json.verdict.causes.map(({ check }) => check));
  expect(shown(true)).toEqual(json.results.filter(({ status }) => status === "fail").map(({ check }) => check));
});
