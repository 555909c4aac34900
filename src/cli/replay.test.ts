import { describe, expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { checks } from "../../checks/index.ts";
import type { Bundle } from "../report/bundle.ts";
import { executable, run, temporaryFolder } from "./testing/executable.ts";

/** A bundle of an example, and what is made of it. */
async function bundleOf(example: string) {
  const folder = temporaryFolder();
  const path = join(folder.path, "r.json.gz");
  const made = await run([executable, "replay", example, "report", "-o", path]);
  expect(made.status).toBe(0);
  const written = JSON.parse(gunzipSync(readFileSync(path)).toString()) as Bundle;
  const rewrite = (bundle: unknown) => writeFileSync(path, gzipSync(JSON.stringify(bundle)));
  return { folder, path, written, rewrite };
}

const linger = "linger-not-enabled";
const replayed = (path: string, ...words: readonly string[]) => run([executable, "replay", path, ...words]);

describe("replay FILE COMMAND: every command that only reads, and what it takes", () => {
  test("check", async () => {
    const { folder, path } = await bundleOf("linger-off");
    using _ = folder;
    const plain = await replayed(path);
    expect(plain).toMatchObject({ status: 1, stderr: "" });
    const last = (text: string) => text.replace(/\d+\.\d+ s$/m, "");
    expect(last((await replayed(path, "check")).stdout)).toBe(last(plain.stdout));
    expect(last((await replayed(path, "check", "--user", "user-1")).stdout)).toBe(last(plain.stdout));
    expect((await replayed(path, "check", "pod.service")).stdout).toContain("pod.service did not start");
    expect(await replayed(path, "check", "--quiet")).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^.+\n(.+\n)?$/),
    });
    expect((await replayed(path, "check", "--verbose")).stdout.split("\n").length).toBeGreaterThan(80);
    const skipped = JSON.parse((await replayed(path, "check", "--skip", `${linger},disk-full`, "--json")).stdout);
    expect(skipped.counts.skipped).toBe(2);
    const only = JSON.parse((await replayed(path, "check", "--only", linger, "--json")).stdout);
    expect(only.results.filter(({ status }: { status: string }) => status !== "skipped")).toMatchObject([
      { check: linger, status: "fail" },
    ]);
    const assumed = await replayed(path, "--assume", `${linger}=pass`, "--json");
    expect(JSON.parse(assumed.stdout).verdict.sentence).toStartWith(`With ${linger} mended: `);
    const idle = await replayed(path, "--assume", `${linger}=pass,disk-full=pass`, "--json");
    expect(JSON.parse(idle.stdout).verdict.sentence).toStartWith(
      `With ${linger} mended (disk-full needs no mending): `,
    );
    const whole = await replayed(path, "--assume", "disk-full=pass,subuid-missing=pass", "--quiet");
    expect(whole.stdout).toStartWith("disk-full, subuid-missing need no mending: ");
    expect(await replayed(path, "check", "--strict")).toMatchObject({ status: 1 });
  });

  test("explain, of what fails there and by name; list", async () => {
    const { folder, path } = await bundleOf("linger-off");
    using _ = folder;
    const failing = await replayed(path, "explain");
    expect(failing).toMatchObject({ status: 1, stderr: "" });
    expect(failing.stdout).toContain("loginctl enable-linger");
    expect(await replayed(path, "explain", "disk-full", "--json")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('"disk-full"'),
    });
    expect(JSON.parse((await replayed(path, "list", "--json")).stdout).checks).toHaveLength(checks.length);
    expect((await replayed(path, "list", "--only", linger)).stdout).toContain(linger);
  });

  test("timeline, and a boot of which the recording knows nothing", async () => {
    const { folder, path } = await bundleOf("healthy");
    using _ = folder;
    expect(JSON.parse((await replayed(path, "timeline", "--json")).stdout)).toMatchObject({
      schema: "poddoctor/timeline/1",
    });
    const before = await replayed(path, "timeline", "--boot", "-1");
    expect(before).toMatchObject({ status: 3, stderr: "" });
    expect(before.stdout.replace(/\s+/g, " ")).toContain("holds no answer; on the host: journalctl --no-pager");
  });

  test("report, of which the names stay what they are", async () => {
    const { folder, path } = await bundleOf("linger-off");
    using _ = folder;
    const again = await replayed(path, "report", "--format", "md", "-o", "-");
    expect(again).toMatchObject({ status: 0 });
    expect(again.stdout).toContain("lingering is off for user-1");
  });

  test.each([
    [["fix"], "of a recorded host there is check, explain, list, timeline, report, and no fix"],
    [["undo"], "of a recorded host there is check, explain, list, timeline, report, and no undo"],
    [["rehearse"], "of a recorded host there is check, explain, list, timeline, report, and no rehearse"],
    [["list", "pods"], 'list takes no "pods"'],
    [["check", "pdo.service"], 'there is no unit "pdo.service"; did you mean pod.service?'],
    [["check", "--only", "lingr"], 'there is no check "lingr"'],
    [["--user", "anna"], 'the recording is of "podder", and nobody asked there about "anna"'],
  ])("2: %j", async (words, message) => {
    const { status, stdout, stderr } = await replayed("linger-off", ...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toStartWith(`poddoctor: ${message}`);
  });
});

describe("a bundle of another version", () => {
  test("of an older poddoctor, which asked less: unknown, with the command to run on the host", async () => {
    const { folder, path, written, rewrite } = await bundleOf("healthy");
    using _ = folder;
    const { recording } = written;
    const without = <T>(table: Readonly<Record<string, T>>, part: RegExp) =>
      Object.fromEntries(Object.entries(table).filter(([question]) => !part.test(question)));
    const older = {
      ...recording,
      commands: without(recording.commands, /"chage"|"stat","-f"/),
    };
    rewrite({ ...written, recording: older });
    const { status, stdout, stderr } = await replayed(path);
    expect({ status, stderr }).toEqual({ status: 3, stderr: "" });
    // One line may be broken into two.
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain("not seen: the recording holds no answer; on the host: chage -l user-1 (2 checks)");
    expect(text).toContain("on the host: sudo -u user-1 stat -f -c '%a %b %S %d %c' -- /home/user-1/.local/share");
    const { results } = JSON.parse((await replayed(path, "--json")).stdout);
    const unknown = results.filter(({ status }: { status: string }) => status === "unknown");
    expect(unknown.map(({ check }: { check: string }) => check)).toEqual(
      expect.arrayContaining(["user-manager-account-expired", "user-manager-password-expired", "disk-full"]),
    );
    expect(results.some(({ status }: { status: string }) => status === "fail")).toBe(false);
  });

  test("of a newer format: one line, and 2", async () => {
    const { folder, path, written, rewrite } = await bundleOf("healthy");
    using _ = folder;
    rewrite({ ...written, schema: "poddoctor/bundle/2" });
    expect(await replayed(path)).toEqual({
      status: 2,
      stdout: "",
      stderr: `poddoctor: "${path}" cannot be replayed: it is poddoctor/bundle/2, of a newer poddoctor; this one reads poddoctor/bundle/1\nTry: poddoctor --help\n`,
    });
  });

  test("what a newer one adds in this version is no matter", async () => {
    const { folder, path, written, rewrite } = await bundleOf("linger-off");
    using _ = folder;
    rewrite({ ...written, weather: "fine", request: { ...written.request, mood: 1 } });
    expect(await replayed(path, "--json")).toMatchObject({ status: 1, stderr: "" });
  });
});
