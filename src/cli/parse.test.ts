import { describe, expect, test } from "bun:test";
import { parseCommandLine } from "./parse.ts";
import { suggestion, UsageError } from "./usage-error.ts";

describe("understood", () => {
  test("nothing at all is a check of one's own pods", () => {
    expect(parseCommandLine([])).toEqual({
      command: "check",
      words: [],
      allUsers: false,
      only: [],
      skip: [],
      boot: 0,
      assume: [],
      strict: false,
      json: false,
      verbose: false,
      quiet: false,
      color: "auto",
      timeoutMs: 10_000,
      yes: false,
      dryRun: false,
      start: false,
      install: [],
      list: false,
      report: { redact: "full", force: false },
      evenWithSessions: false,
      help: false,
      version: false,
    });
  });

  test.each([
    [["check", "pod"], { command: "check", words: ["pod"] }],
    [["pod.service"], { command: "check", words: ["pod.service"], doubtful: "pod.service" }],
    [["--json", "explain", "a", "b"], { command: "explain", words: ["a", "b"], json: true }],
    [["--user", "podder", "list"], { command: "list", words: [], user: "podder" }],
    [["--user=podder"], { user: "podder" }],
    [["--user=-odd-"], { user: "-odd-" }],
    [["--only", "a", "--only=b,c", "--skip", "d"], { only: ["a", "b", "c"], skip: ["d"] }],
    [["--assume", "a=pass,b=pass", "--assume", "a=pass"], { assume: ["a", "b"] }],
    [["--boot", "-0"], { boot: 0 }],
    [["--timeout", "0.5"], { timeoutMs: 500 }],
    [["--color", "never", "--strict", "--quiet"], { color: "never", strict: true, quiet: true }],
    [["explain", "-h"], { command: "explain", help: true }],
    [["replay", "file", "pod"], { command: "replay", words: ["file", "pod"] }],
    [["replay"], { command: "replay", words: [] }],
    [["report", "-o", "-", "--force"], { report: { output: "-", redact: "full", force: true } }],
    [["report", "--unmask", "-"], { report: { unmask: "-", redact: "full", force: false } }],
    [["check", "check"], { command: "check", words: ["check"] }],
  ])("%j", (args, expected) => {
    expect(parseCommandLine(args)).toMatchObject(expected as object);
  });

  test("what follows -- is no option and no command", () => {
    const invocation = parseCommandLine(["--", "list", "--json"]);
    expect(invocation).toMatchObject({ command: "check", words: ["list", "--json"], json: false });
    expect(invocation.doubtful).toBeUndefined();
  });
});

describe("refused", () => {
  test.each([
    [["--jsn"], 'there is no option "--jsn"; did you mean --json?'],
    [["--all-user"], 'there is no option "--all-user"; did you mean --all-users?'],
    [["--no-json"], 'there is no option "--no-json"; did you mean --json?'],
    [["-x"], 'there is no option "-x"'],
    [["-hx"], 'there is no option "-x"'],
    [["--constructor"], 'there is no option "--constructor"'],
    [["--__proto__=1"], 'there is no option "--__proto__"'],
    [["--json=yes"], "--json takes no value"],
    [["--user"], "--user needs a value: --user NAME"],
    [["--user="], "--user needs a value: --user NAME"],
    [["--only", "--json"], "--only needs a value: --only CHECK"],
    [["--only", "a,"], "--only has an empty name between its commas"],
    [["--color=alway"], '--color is auto, always, never, not "alway"; did you mean always?'],
    [["--timeout", "0"], '--timeout is a number of seconds, above 0 and up to 3600, not "0"'],
    [["--timeout", "1e3"], '--timeout is a number of seconds, above 0 and up to 3600, not "1e3"'],
    [["--timeout=-1"], '--timeout is a number of seconds, above 0 and up to 3600, not "-1"'],
    [["--boot", "99"], '--boot takes 0 (this boot), -1 (the one before) and so on, not "99"'],
    [["--assume", "a=fail"], '--assume takes CHECK=pass, not "a=fail"'],
    [["--user", "a", "--user", "b"], "--user is given 2 times"],
    [["--user", "a", "--all-users"], "--user and --all-users exclude each other"],
    [["--quiet", "--verbose"], "--quiet and --verbose exclude each other"],
    [["list", "pods"], 'list takes no "pods"'],
    [["report", "--json"], "report writes a file, which holds the JSON: --json does not go with it"],
    [["report", "--map", "1"], "--map goes with --unmask"],
    [["report", "--format", "pdf"], '--format is html, bundle, md, not "pdf"'],
    [["timeline", "--output", "x"], "--output goes with report and replay, not with timeline"],
    [[""], "an empty word names nothing"],
    [["--\x1b[31m\n"], 'there is no option "--\\x1b[31m\\n"'],
  ])("%j", (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(new UsageError(message));
  });
});

test("nobody is told that they meant what they wrote", () => {
  expect(suggestion("5150", ["podder", "5150"])).toBe("");
  expect(suggestion("poddre", ["podder"])).toBe("; did you mean podder?");
});
