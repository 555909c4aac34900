import { describe, expect, setDefaultTimeout, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { executable, run, runOnTerminal, temporaryFolder, writeRecording } from "./testing/executable.ts";

setDefaultTimeout(60_000);

const root = process.getuid?.() === 0;
const mayMount = root && Bun.spawnSync(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"]).exitCode === 0;

/** The executable as somebody who is not root, to whom the folder is given: the caller, or a stranger where that is root. */
function ordinary(folder: string): readonly string[] {
  if (!root) return [executable];
  // Where it was built that stranger may not be let in.
  const copy = join(folder, "bin-poddoctor");
  copyFileSync(executable, copy);
  chmodSync(copy, 0o755);
  chownSync(folder, 12_345, 12_345);
  return ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups", "--", copy];
}

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
  });

  test.each([
    ["a folder that does not exist", "no/such/r.html", "cannot be written: its folder does not exist", 2],
    ["a file for a folder", "mine/r.html", "cannot be written: what should be its folder is none", 2],
    ["a folder", "box", "is a folder; name a file in it", 2],
    ["a folder, whatever --force says", "box --force", "is a folder; name a file in it", 2],
    ["a name that only a folder can have", "new/", "is a folder; name a file in it", 2],
    ["a name that is too long", `${"x".repeat(300)}.html`, "cannot be written: its name is too long", 2],
    ["a link to nowhere", "nowhere", "is there already; --force writes over it", 2],
    ["a socket or a device", "pipe --force", "is no file; to standard output: -o -", 2],
  ])("-o %s: one line, and nothing is written", async (_, words, message, status) => {
    const { folder, at, surroundings } = place();
    using _folder = folder;
    writeFileSync(at("mine"), "mine");
    mkdirSync(at("box"));
    symlinkSync(at("away"), at("nowhere"));
    Bun.spawnSync(["mkfifo", at("pipe")]);
    const before = readdirSync(folder.path).sort();
    const [name = "", ...rest] = words.split(" ");
    const outcome = await run([executable, "replay", "healthy", "report", "-o", name, ...rest], surroundings);
    expect(outcome.stderr.replace(/"[^"]*"/, "FILE")).toBe(`poddoctor: FILE ${message}\nTry: poddoctor --help\n`);
    expect(outcome).toMatchObject({ status, stdout: "" });
    expect(readdirSync(folder.path).sort()).toEqual(before);
    expect(readFileSync(at("mine"), "utf8")).toBe("mine");
  });

  test("a folder in which the caller may not write: 3, and the place is named", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    const caller = ordinary(folder.path);
    mkdirSync(at("closed"), { mode: 0o555 });
    const argv = [...caller, "replay", "healthy", "report", "-o", "closed/r.html"];
    expect(await run(argv, surroundings)).toEqual({
      status: 3,
      stdout: "",
      stderr: `poddoctor: "${at("closed/r.html")}" cannot be written: there is no permission to (EACCES); nothing was. Elsewhere: -o FILE\n`,
    });
    expect(readdirSync(at("closed"))).toEqual([]);
  });

  test.skipIf(!mayMount)("a disk that is full: 3, nothing is left, and what was to be written over stays", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    mkdirSync(at("disk"));
    const script = `mount -t tmpfs -o size=16k none "$1" && printf mine > "$1/r.html" && "$2" replay healthy report -o "$1/$3" --force
      echo "$?"; ls -A "$1"; cat "$1/r.html"`;
    for (const name of ["new.html", "r.html"]) {
      const { stdout, stderr } = await run(
        ["unshare", "-m", "sh", "-c", script, "sh", at("disk"), executable, name],
        surroundings,
      );
      expect(stdout).toBe("3\nr.html\nmine");
      expect(stderr).toBe(
        `poddoctor: "${at(`disk/${name}`)}" cannot be written: the disk is full (ENOSPC); nothing was. Elsewhere: -o FILE\n`,
      );
    }
  });

  test("a bundle is not written to a terminal, and is through a pipe", async () => {
    const argv = [executable, "replay", "healthy", "report", "--format", "bundle", "-o", "-"];
    const { status, written } = await runOnTerminal(argv);
    expect(status).toBe(2);
    expect(written).toBe(
      "poddoctor: a bundle is no text for a terminal: -o FILE, or a pipe behind -o -\r\nTry: poddoctor --help\r\n",
    );
    const piped = await run(["sh", "-c", '"$@" | zcat | head -c 30', "sh", ...argv]);
    expect(piped.stdout).toBe('{"schema":"poddoctor/bundle/1"');
    expect((await run(["sh", "-c", '"$@" > /dev/null', "sh", ...argv])).status).toBe(0);
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

  test("--unmask puts the names back, from a file and from standard input", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    // Root keeps its names in a folder of the system's, which no test may touch.
    const caller = ordinary(folder.path);
    const path = await writeRecording(folder.path);
    expect(await run([...caller, "replay", path, "report", "-o", "r.html"], surroundings)).toMatchObject({ status: 0 });
    const [names = ""] = readdirSync(at("state/poddoctor/reports"));
    expect(statSync(at(`state/poddoctor/reports/${names}`)).mode & 0o777).toBe(0o600);
    writeFileSync(at("answer.txt"), "On host-1: loginctl enable-linger user-1\n\x1b[2J");
    const { status, stdout } = await run([...caller, "report", "--unmask", at("answer.txt")], surroundings);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "On web1: loginctl enable-linger podder\n\\x1b[2J" });
    const piped = `echo user-1 | "$@" report --unmask -`;
    expect((await run(["sh", "-c", piped, "sh", ...caller], surroundings)).stdout).toBe("podder\n");
  });

  test.skipIf(!mayMount)("--unmask for root takes the names from a folder of root's alone", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    const path = await writeRecording(folder.path);
    writeFileSync(at("answer.txt"), "On host-1: loginctl enable-linger user-1\n");
    const script = `mount -t tmpfs none /var/lib && "$1" replay "$2" report -o "$4" > /dev/null \
      && stat -c '%U %a' /var/lib/poddoctor/reports/* && "$1" report --unmask "$3"`;
    const argv = ["unshare", "-m", "sh", "-c", script, "sh", executable, path, at("answer.txt"), at("r.html")];
    const { stdout } = await run(argv, surroundings);
    expect(stdout).toBe("root 600\nOn web1: loginctl enable-linger podder\n");
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
    expect(status).toBe(3);
    expect(stderr).toContain("cannot be written: there is no permission to (EACCES)");
    expect(readdirSync(at("theirs"))).toEqual([]);
  });
});

describe("standard output that takes nothing", () => {
  test.each([
    ["--version"],
    ["list"],
    ["explain linger-not-enabled"],
    ["replay linger-off report --format md"],
    ["replay linger-off report --format bundle -o -"],
    ["replay linger-off"],
    ["replay healthy --json"],
    ["replay healthy explain"],
    ["replay"],
    ["--help"],
  ])("poddoctor %s > /dev/full is no success", async (words) => {
    const { stderr } = await run(["sh", "-c", `"$1" ${words} > /dev/full; echo "$?" >&2`, "sh", executable]);
    expect(stderr).toBe("poddoctor: standard output cannot be written (ENOSPC)\n3\n");
  });

  test("a report that is written is there, whatever becomes of what is told of it", async () => {
    const { folder, at, surroundings } = place();
    using _ = folder;
    const script = '"$1" replay linger-off report -o "$2" > /dev/full; echo "$?" >&2';
    const { stderr } = await run(["sh", "-c", script, "sh", executable, at("r.html")], surroundings);
    expect(stderr).toBe("poddoctor: standard output cannot be written (ENOSPC)\n3\n");
    expect(readFileSync(at("r.html"), "utf8")).toEndWith("</html>\n");
  });

  test("a reader who leaves is no failure", async () => {
    const { stderr } = await run(["sh", "-c", '{ "$1" list; echo "$?" >&2; } | true', "sh", executable]);
    expect(stderr).toBe("0\n");
  });
});
