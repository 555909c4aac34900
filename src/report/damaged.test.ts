import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { writeFileSync } from "node:fs";
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
    ["a page of somebody else's", "<!doctype html><p>data:text/plain;base64,AAAA", "no bundle in the page"],
  ])("%s", (_, text, why) => {
    const read = readBundle(Buffer.from(text));
    expect(read).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });
});
