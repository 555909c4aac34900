import { describe, expect, test } from "bun:test";
import type { CommandAnswer, FileAnswer, Host, Identity, ListAnswer, StatAnswer } from "./host.ts";
import { OnceHost } from "./once.ts";
import { questionOf, RecordingHost } from "./recording.ts";
import { ReplayHost } from "./replay.ts";

const podder: Identity = { name: "podder", uid: 1001, gid: 1001, groups: [1001], home: "/home/podder" };
const bytes = (...values: number[]): FileAnswer => ({ outcome: "read", bytes: new Uint8Array(values) });

/** Answers from tables, and counts what it was asked. */
class Told implements Host {
  asked = 0;
  readonly files: Record<string, FileAnswer> = {
    "/text": bytes(0x61, 0x0a),
    "/bom": bytes(0xef, 0xbb, 0xbf, 0x61),
    "/crlf": bytes(0x61, 0x0d, 0x0a),
    "/empty": bytes(),
    "/binary": bytes(0, 255, 254, 10, 0x80),
    "/latin-1": bytes(0xe9, 0x74, 0xe9),
    "/denied": { outcome: "unanswered", reason: "denied", detail: "/denied: permission denied" },
    "/absent": { outcome: "absent" },
    "/__proto__": bytes(0x62),
  };
  async run(argv: readonly string[]): Promise<CommandAnswer> {
    this.asked += 1;
    return { outcome: "exited", exit: argv.length, stdout: argv.join("\u0000"), stderr: "\u202e", truncated: false };
  }
  async read(path: string): Promise<FileAnswer> {
    this.asked += 1;
    return this.files[path] ?? { outcome: "absent" };
  }
  async stat(path: string, options: { as?: Identity; follow?: boolean } = {}): Promise<StatAnswer> {
    this.asked += 1;
    const size = (options.as ? 1 : 0) + (options.follow ? 2 : 0);
    return { outcome: "present", kind: "symlink", mode: 0o777, uid: 0, gid: 0, size, modifiedMs: 1, target: path };
  }
  async list(): Promise<ListAnswer> {
    this.asked += 1;
    return { outcome: "listed", entries: [{ name: "a\nb", kind: "file" }] };
  }
  caller() {
    return { uid: 0, environment: { USER: "root" } };
  }
  now() {
    return new Date("2026-01-02T03:04:05.678Z");
  }
}

describe("a recording that is replayed", () => {
  test("gives the same answers, whatever bytes they have, also after a way through JSON", async () => {
    const told = new Told();
    const recorder = new RecordingHost(told);
    const ask = async (host: Host) => [
      await host.run(["a", "b c"]),
      await host.run(["a", "b", "c"], { as: podder }),
      ...(await Promise.all(Object.keys(told.files).map((path) => host.read(path)))),
      await host.stat("/x"),
      await host.stat("/x", { follow: true }),
      await host.stat("/x", { as: podder }),
      await host.stat("/x", { as: podder, follow: true }),
      await host.list("/"),
      host.caller(),
      host.now(),
    ];
    const live = await ask(recorder);
    const replayed = await ask(new ReplayHost(JSON.parse(JSON.stringify(recorder.recording()))));
    expect(replayed).toEqual(live);
  });

  test("keeps text as text, and what is none as base64", async () => {
    const told = new Told();
    const recorder = new RecordingHost(told);
    for (const path of Object.keys(told.files)) await recorder.read(path);
    const { files } = recorder.recording();
    expect(files[questionOf(["/crlf"])]).toEqual({ outcome: "read", text: "a\r\n" });
    expect(files[questionOf(["/bom"])]).toEqual({ outcome: "read", text: "\ufeffa" });
    expect(files[questionOf(["/latin-1"])]).toEqual({ outcome: "read", base64: "6XTp" });
  });

  test("answers `not-recorded` to what nobody asked, never `absent`", async () => {
    const recorder = new RecordingHost(new Told());
    await recorder.run(["a"]);
    await recorder.read("/text");
    await recorder.stat("/x");
    const replay = new ReplayHost(recorder.recording());
    const unasked = { outcome: "unanswered", reason: "not-recorded" } as const;
    expect(await replay.run(["a", ""])).toMatchObject(unasked);
    expect(await replay.run(["a"], { as: podder })).toMatchObject(unasked);
    expect(await replay.read("/text", { as: podder })).toMatchObject(unasked);
    expect(await replay.stat("/x", { follow: true })).toMatchObject(unasked);
    expect(await replay.list("/")).toMatchObject(unasked);
    for (const name of ["__proto__", "constructor", "toString"]) expect(await replay.read(name)).toMatchObject(unasked);
  });

  test("has its questions in one order, whatever order they were asked in", async () => {
    const [one, other] = [new RecordingHost(new Told()), new RecordingHost(new Told())];
    for (const word of ["a", "b"]) await one.run([word]);
    for (const word of ["b", "a"]) await other.run([word]);
    expect(JSON.stringify(one.recording())).toBe(JSON.stringify(other.recording()));
  });
});

describe("a host that asks once", () => {
  test("asks again only about an account", async () => {
    const told = new Told();
    const once = new OnceHost(told);
    for (let time = 0; time < 3; time += 1) {
      await Promise.all([
        once.run(["a"]),
        once.read("/text"),
        once.stat("/x"),
        once.stat("/x", { follow: true }),
        once.list("/"),
      ]);
    }
    expect(told.asked).toBe(5);
    await once.run(["a"], { as: podder });
    await once.run(["a"], { as: podder });
    expect(told.asked).toBe(7);
  });

  test("does not take a file for a folder, or a command for either", async () => {
    const once = new OnceHost(new Told());
    expect(await once.run(["/x"])).toMatchObject({ outcome: "exited" });
    expect(await once.read("/x")).toEqual({ outcome: "absent" });
    expect(await once.list("/x")).toMatchObject({ outcome: "listed" });
  });
});
