import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { chownSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { executable, run, temporaryFolder, writeRecording } from "./testing/executable.ts";

setDefaultTimeout(60_000);

const root = process.getuid?.() === 0;

/** A folder to write in, with a place for the names. */
function place() {
  const folder = temporaryFolder();
  const environment = { PWD: folder.path, HOME: folder.path, XDG_STATE_HOME: join(folder.path, "state") };
  return { folder, at: (name: string) => join(folder.path, name), surroundings: { environment } };
}

describe("report", () => {
  test.each(["healthy", "linger-off", "multi-user-target", "quadlet-typo"])(
    "%s: page and bundle replay to one diagnosis, the one on the host with names replaced",
    async (example) => {
      const { folder, at, surroundings } = place();
      using _ = folder;
      const host = await run([executable, "replay", example, "--json"]);
      const told = JSON.parse(host.stdout);
      for (const file of ["r.html", "r.json.gz"]) {
        const made = await run([executable, "replay", example, "report", "-o", file], surroundings);
        expect(made).toMatchObject({ status: 0, stderr: root ? "" : expect.any(String) });
        expect(statSync(at(file)).mode & 0o777).toBe(0o600);
        const again = await run([executable, "replay", at(file), "--json"]);
        expect(again).toMatchObject({ status: host.status, stderr: "" });
        const said = JSON.parse(again.stdout);
        expect(said.verdict).toEqual(
          JSON.parse(
            JSON.stringify(told.verdict)
              .replaceAll("podder", "user-1")
              .replace(/\bweb\b/g, "vpod1"),
          ),
        );
        expect(said.account).toEqual({ name: "user-1", uid: 1001, home: "/home/user-1" });
        expect(said.results.map(({ status }: { status: string }) => status)).toEqual(
          told.results.map(({ status }: { status: string }) => status),
        );
      }
    },
  );

  test("is never written over another file, unless told, and never through a link", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    writeFileSync(at("r.html"), "mine");
    symlinkSync(at("r.html"), at("link.html"));
    const argv = [executable, "replay", "healthy", "report", "-o"];
    for (const name of ["r.html", "link.html"]) {
      const { status, stderr } = await run([...argv, name], surroundings);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: `poddoctor: "${at(name)}" is there already; --force writes over it\nTry: poddoctor --help\n`,
      });
    }
    expect(await run([...argv, "link.html", "--force"], surroundings)).toMatchObject({ status: 0 });
    expect(readFileSync(at("r.html"), "utf8")).toBe("mine");
    expect(readFileSync(at("link.html"), "utf8")).toStartWith("<!doctype html>");
    expect(await run([...argv, "no/such/folder.html"], surroundings)).toMatchObject({ status: 2 });
  });

  test("goes to standard output where told, and then nothing else does", async () => {
    const { folder, surroundings } = place();
    using _ = folder;
    const { stdout, stderr } = await run(
      [executable, "replay", "linger-off", "report", "--format", "html", "-o", "-"],
      surroundings,
    );
    expect(stdout).toStartWith("<!doctype html>");
    expect(stdout).toEndWith("</html>\n");
    expect(stderr).toContain("replaced or taken out: user:");
    const text = await run([executable, "replay", "linger-off", "report", "--format", "md"], surroundings);
    expect(text.stdout).toStartWith("**pod.service did not start at the last boot");
    expect(readdirSync(folder.path).filter((name) => name.startsWith("poddoctor"))).toEqual([]);
  });

  test("--redact none says so on its face", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    const made = await run(
      [executable, "replay", "linger-off", "report", "--redact", "none", "-o", "r.html"],
      surroundings,
    );
    expect(made.stdout).toContain("not redacted: names and addresses are real");
    expect(readFileSync(at("r.html"), "utf8")).toContain("<strong>Not redacted.</strong>");
    const { stdout } = await run([executable, "replay", at("r.html"), "--json"]);
    expect(JSON.parse(stdout).account.name).toBe("podder");
  });

  test("a bundle is JSON that ordinary tools read, and a report of a report stays as it is", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    await run([executable, "replay", "linger-off", "report", "-o", "one.json.gz"], surroundings);
    await run([executable, "replay", at("one.json.gz"), "report", "-o", "two.json.gz"], surroundings);
    const [one, two] = ["one", "two"].map((name) =>
      JSON.parse(gunzipSync(readFileSync(at(`${name}.json.gz`))).toString()),
    );
    expect(one).toMatchObject({ schema: "poddoctor/bundle/1", request: { user: "user-1" } });
    expect(two).toEqual(one);
  });

  test.skipIf(root)("--unmask puts the names back, from a file and from standard input", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    const path = await writeRecording(folder.path);
    await run([executable, "replay", path, "report", "-o", "r.html"], surroundings);
    writeFileSync(at("answer.txt"), "On host-1: loginctl enable-linger user-1\n\x1b[2J");
    const { status, stdout } = await run([executable, "report", "--unmask", at("answer.txt")], surroundings);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "On web1: loginctl enable-linger podder\n\\x1b[2J" });
    const piped = `echo user-1 | "$1" report --unmask -`;
    expect((await run(["sh", "-c", piped, "sh", executable], surroundings)).stdout).toBe("podder\n");
  });

  test("--unmask without a report says where it looked", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    writeFileSync(at("answer.txt"), "user-1");
    const { status, stderr } = await run(
      [executable, "report", "--unmask", at("answer.txt"), "--map", "19990101T000000Z"],
      surroundings,
    );
    expect(status).toBe(2);
    expect(stderr).toContain('there is no report "19990101T000000Z"');
  });

  test.each([
    [["replay", "healthy", "--format", "md"], "--format goes with report: poddoctor replay FILE report"],
    [["replay", "heathy"], `there is no file "/heathy"; did you mean healthy?`],
    [["report", "--all-users"], "a report is of one account: poddoctor report --user NAME"],
  ])("2: %j", async (args, message) => {
    const { status, stderr } = await run([executable, ...args], { environment: { PWD: "/" } });
    expect({ status, stderr }).toEqual({ status: 2, stderr: `poddoctor: ${message}\nTry: poddoctor --help\n` });
  });
});

describe.skipIf(!root)("report, as root for who asked by sudo", () => {
  const asker = 12_345;
  const sudo = { SUDO_UID: String(asker), SUDO_GID: String(asker), SUDO_USER: "anna" };

  test("the file is theirs, in their folder and in root's", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    mkdirSync(at("home"));
    for (const path of [folder.path, at("home")]) chownSync(path, asker, asker);
    const environment = { ...surroundings.environment, ...sudo };
    const made = await run([executable, "replay", "linger-off", "report", "-o", at("home/r.html")], { environment });
    expect(made).toMatchObject({ status: 0 });
    expect(statSync(at("home/r.html"))).toMatchObject({ uid: asker, gid: asker });
    expect(statSync(at("home/r.html")).mode & 0o777).toBe(0o600);
  });

  test("a folder that is somebody else's is not written into with root's rights", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    mkdirSync(at("theirs"), { mode: 0o755 });
    chownSync(at("theirs"), 23_456, 23_456);
    const environment = { ...surroundings.environment, ...sudo };
    const { status, stderr } = await run([executable, "replay", "healthy", "report", "-o", at("theirs/r.html")], {
      environment,
    });
    expect(status).toBe(2);
    expect(stderr).toContain("cannot be written: EACCES");
    expect(readdirSync(at("theirs"))).toEqual([]);
  });
});

describe("standard output that takes nothing", () => {
  test.each([
    ["list"],
    ["explain linger-not-enabled"],
    ["replay linger-off"],
    ["replay healthy --json"],
    ["replay healthy explain"],
    ["replay"],
    ["--help"],
  ])("poddoctor %s > /dev/full is no success", async (words) => {
    const { stderr } = await run(["sh", "-c", `"$1" ${words} > /dev/full; echo "$?" >&2`, "sh", executable]);
    expect(stderr).toBe("poddoctor: standard output cannot be written (ENOSPC)\n3\n");
  });

  test("a reader who leaves is no failure", async () => {
    const { stderr } = await run(["sh", "-c", '{ "$1" list; echo "$?" >&2; } | true', "sh", executable]);
    expect(stderr).toBe("0\n");
  });
});
