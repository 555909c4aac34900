import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, deflateRawSync, gunzipSync, gzipSync } from "node:zlib";
import { checks } from "../../checks/index.ts";
import { executable, run, temporaryFolder } from "../cli/testing/executable.ts";
import { renderPage } from "../present/page.ts";
import { loadHost } from "../testing/fixture.ts";
import { packBundle } from "./bundle.ts";
import { makeReport } from "./make-report.ts";
import { readBundle } from "./read-bundle.ts";

setDefaultTimeout(240_000);

const { bundle } = await makeReport(loadHost("trixie/seed"), { user: "podder", units: [], boot: 0 }, "full");
const packed = Buffer.from(packBundle(bundle));
const page = Buffer.from(renderPage({ bundle, packed, id: "20260101T000000Z", checks }));

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

/** Ten bytes of gzip's head say nothing that matters here. */
const head = 10;

function damagedBytes(seed: number): Uint8Array {
  const roll = dice(seed);
  const copy = Buffer.from(packed);
  const at = head + roll(copy.length - head);
  switch (seed % 5) {
    case 0:
      return copy.subarray(0, at);
    case 1:
      copy[at] = (copy[at] ?? 0) ^ (1 << roll(8));
      return copy;
    case 2:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.min(at + 1 + roll(50), copy.length))]);
    case 3:
      return Buffer.concat([copy.subarray(0, at), Buffer.from("\0<script>"), copy.subarray(at)]);
    default: {
      const start = page.lastIndexOf("base64,") + 20;
      const place = start + roll(packed.length);
      return Buffer.concat([page.subarray(0, place), Buffer.from("!"), page.subarray(place)]);
    }
  }
}

type Path = readonly (string | number)[];

/** Places in the recording and in what was asked, each of which a replay relies on. */
function places(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]))];
}

const wanted = places({ recording: bundle.recording, request: bundle.request, redaction: bundle.redaction }).filter(
  (path) => path.length > 0,
);

function damagedShape(seed: number): Uint8Array {
  const roll = dice(seed);
  const copy = structuredClone(bundle) as unknown as Record<string, unknown>;
  const path = wanted[roll(wanted.length)] ?? ["recording"];
  const last = path.at(-1) ?? "";
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, copy);
  const wrong = [null, 0.5, [[]], { __proto__: null, length: -1 }, -1e300];
  parent[last] = wrong[roll(wrong.length)];
  return gzipSync(JSON.stringify(copy));
}

const damaged = [
  ...Array.from({ length: 100 }, (_, index) => ({ what: `bytes ${index}`, bytes: damagedBytes(index + 1) })),
  ...Array.from({ length: 100 }, (_, index) => ({ what: `shape ${index}`, bytes: damagedShape(index + 1000) })),
];

/** 2 GB of blanks in 2 MB: a block that ends on a whole byte, over and over. */
function bomb(): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(16 * 1024 * 1024, " "), { finishFlush: constants.Z_FULL_FLUSH });
  const blocks = Array.from({ length: 128 }, () => block);
  return Buffer.concat([packed.subarray(0, head), ...blocks, deflateRawSync(Buffer.alloc(0)), Buffer.alloc(8)]);
}

describe("a file that is not what it should be", () => {
  test("bundle and page themselves can be read", () => {
    for (const bytes of [packed, page])
      expect(readBundle(bytes)).toMatchObject({ ok: true, recording: bundle.recording });
    expect(JSON.parse(gunzipSync(packed).toString())).toEqual(bundle as never);
  });

  test("two hundred damaged ones: one line and exit status 2 for each", async () => {
    using folder = temporaryFolder();
    const waiting = [...damaged.entries()];
    const wrong: string[] = [];
    const work = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const [index, { what, bytes }] = next;
        const path = join(folder.path, `${index}.gz`);
        writeFileSync(path, bytes);
        const { status, stdout, stderr } = await run([executable, "replay", path]);
        const [line = "", ...rest] = stderr.split("\n");
        const told = line.startsWith("poddoctor: ") && line.includes("cannot be replayed: ") && line.length < 300;
        if (status !== 2 || stdout !== "" || !told || rest.join("\n") !== "Try: poddoctor --help\n")
          wrong.push(`${what}: ${status} ${stderr}`);
      }
    };
    await Promise.all(Array.from({ length: 4 }, work));
    expect(wrong).toEqual([]);
  });

  test("a bomb of 2 GB is given up at its limit", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "bomb.json.gz");
    writeFileSync(path, bomb());
    const { status, stdout, stderr } = await run([executable, "replay", path]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(
      /^poddoctor: "[^"]+" cannot be replayed: unpacked it has more than \d+ bytes\nTry: poddoctor --help\n$/,
    );
    const before = process.memoryUsage().rss;
    expect(readBundle(bomb()).ok).toBe(false);
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
  });

  test.each([
    ["nested without end", `${'{"a":['.repeat(50_000)}`, "nested"],
    ["another schema", '{"schema":"poddoctor/names/1"}', "reads poddoctor/bundle/1, not what it says"],
    ["a newer bundle", '{"schema":"poddoctor/bundle/2"}', "poddoctor/bundle/2, of a newer poddoctor"],
    ["a much newer recording", '{"schema":"poddoctor/recording/12"}', "poddoctor/recording/12, of a newer poddoctor"],
    ["no version", '{"schema":"poddoctor/bundle/2000000"}', "not what it says to be"],
    ["empty", "", "damaged"],
    ["no JSON", "hello", "damaged"],
    ["bytes of any kind", "\0\u0001[[[[".repeat(50_000), "no file of poddoctor's"],
    ["a page of somebody else's", "<!doctype html><p>data:text/plain;base64,AAAA", "no bundle in the page"],
  ])("%s", (_, text, why) => {
    const read = readBundle(Buffer.from(text));
    expect(read).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });

  const text = page.toString();
  const [before = "", marked = ""] = text.split(/(?<=data:application\/gzip;base64,)/);
  const other = (change: (copy: Record<string, unknown>, text: string) => unknown) => {
    const changed = change(structuredClone(bundle) as unknown as Record<string, unknown>, JSON.stringify(bundle));
    return gzipSync(typeof changed === "string" ? changed : JSON.stringify(changed));
  };

  test.each([
    ["behind a byte order mark", `\uFEFF${text}`],
    ["with the line ends of another system", text.replaceAll("\n", "\r\n")],
    ["folded by a mail program", `${before}${marked.replace(/^([A-Za-z0-9+/]{76})/, "$1\n ")}`],
    ["twice in one file", text + text],
    [
      "with another, broken one before",
      text.replace("data:application", 'data:application/gzip;base64,AA"<a href="data:application'),
    ],
  ])("a page is read %s", (_, changed) => {
    expect(readBundle(Buffer.from(changed))).toMatchObject({ ok: true, recording: bundle.recording });
  });

  test.each([
    ["with blanks behind it", Buffer.concat([packed, gzipSync(" ")])],
    ["with zeros behind it", Buffer.concat([packed, Buffer.alloc(512)])],
    [
      "with __proto__ as a question",
      other((_, json) => json.replace('"recording":{', '"recording":{"__proto__":{"x":1},')),
    ],
  ])("a bundle is read %s", (_, bytes) => {
    const read = readBundle(bytes);
    expect(read).toMatchObject({ ok: true, recording: { commands: bundle.recording.commands } });
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  test.each([
    ["the last of two schemas", other((_, json) => `${json.slice(0, -1)},"schema":"poddoctor/bundle/9"}`), "newer"],
    ["the last of two recordings", other((_, json) => `${json.slice(0, -1)},"recording":0}`), "a part of it"],
    ["garbage behind it", Buffer.concat([packed, Buffer.from("garbage".repeat(99))]), "cannot be unpacked"],
    ["another gzip before it", Buffer.concat([gzipSync("{}"), packed]), "damaged"],
    [
      "an answer to `constructor` that is none",
      other((_, json) => json.replace('"commands":{', '"commands":{"constructor":1,')),
      "a part of it",
    ],
    [
      "a day that no calendar has",
      other((copy) => ({ ...copy, recording: { ...bundle.recording, at: "+275760-09-13T00:00:00.001Z" } })),
      "a part of it",
    ],
    [
      "a hundred thousand units",
      other((copy) => ({ ...copy, request: { units: Array(100_000).fill("a.service"), boot: 0 } })),
      "a part of it",
    ],
    [
      "thirty thousand questions",
      other((copy) => ({
        ...copy,
        recording: {
          ...bundle.recording,
          stats: Object.fromEntries(Array.from({ length: 30_000 }, (__, at) => [`["/${at}"]`, { outcome: "absent" }])),
        },
      })),
      "a part of it",
    ],
    ["UTF-16", Buffer.from(`\uFEFF${JSON.stringify(bundle)}`, "utf16le"), "no file of poddoctor's"],
    ["half a page", page.subarray(0, page.length / 2), "no bundle in the page"],
    [
      "a page whose last bundle is broken",
      Buffer.from(`${text}<a href="data:application/gzip;base64,AAAA">`),
      "no bundle in the page",
    ],
  ])("%s: refused in one line", (_, bytes, why) => {
    const read = readBundle(bytes);
    expect(read).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });

  test("names that climb out of their folder, NUL and control characters in answers: nothing is opened, nothing is steered", async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "climbs.gz");
    const lists = Object.fromEntries(
      Object.entries(bundle.recording.lists).map(([question, answer]) => [
        question,
        answer.outcome === "listed"
          ? {
              ...answer,
              entries: [
                ...answer.entries,
                ...["../../../../etc/shadow", "a\0b.service", "\u001b[2J\u202e.service", ""].map((name) => ({
                  name,
                  kind: "file",
                })),
              ],
            }
          : answer,
      ]),
    );
    writeFileSync(
      path,
      other((copy) => ({ ...copy, recording: { ...bundle.recording, lists } })),
    );
    const { status, stdout, stderr } = await run([executable, "replay", path, "--verbose"]);
    expect([0, 1, 2, 3]).toContain(status ?? -1);
    expect(stdout + stderr).not.toMatch(/root:[*!x$]|[\u001b\u202e\0]/);
    expect(stderr.split("\n").length).toBeLessThan(4);
  });

  test.each([
    ["a folder", "it is no file"],
    ["a FIFO", "it is no file"],
    ["a device", "it is no file"],
    ["a link to itself", "ELOOP"],
    ["too large", "it has more than"],
  ])("%s in place of a file: one line", async (what, why) => {
    using folder = temporaryFolder();
    const path = what === "a device" ? "/dev/zero" : join(folder.path, "odd.json.gz");
    if (what === "a folder") mkdirSync(path);
    if (what === "a FIFO") Bun.spawnSync(["mkfifo", path]);
    if (what === "a link to itself") symlinkSync(path, path);
    if (what === "too large") {
      writeFileSync(path, "");
      truncateSync(path, 2 ** 31);
    }
    const { status, stdout, stderr } = await run([executable, "replay", path]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^poddoctor: "[^"]+" cannot be read: [^\n]+\nTry: poddoctor --help\n$/);
    expect(stderr).toContain(why);
  });
});
