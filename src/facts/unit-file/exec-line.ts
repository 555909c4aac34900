import type { Expansion } from "./specifiers.ts";
import type { ComplaintKind } from "./types.ts";
import { wording } from "./wording.ts";
import { extractWord, isBlank } from "./words.ts";

/** What stands before the path: systemd.service(5), "Special executable prefixes". */
export interface ExecPrefixes {
  /** `-` */ readonly ignoreFailure: boolean;
  /** `@` */ readonly argv0: boolean;
  /** `:` */ readonly noEnvironment: boolean;
  /** `+` */ readonly privileged: boolean;
  /** `!` or `!!` */ readonly keepUser: "!" | "!!" | undefined;
  /** `|`, from systemd 258 on */ readonly loginShell: boolean;
}

/** One command of an Exec line. */
export interface ExecCommand {
  readonly prefixes: ExecPrefixes;
  /** Absolute, or a bare name that systemd looks up in its own path. */
  readonly command: string;
  readonly argv0: string;
  readonly args: readonly string[];
}

/** Why systemd refuses a line (`fatal`: the unit with it) or drops the rest of it. */
export interface ExecProblem {
  readonly kind: ComplaintKind;
  readonly text: string;
  readonly fatal: boolean;
}

/** A whole Exec line. */
export interface ExecLine {
  readonly raw: string;
  /** The commands before the problem, if there is one; several where a lone `;` separates them. */
  readonly commands: readonly ExecCommand[];
  readonly problem?: ExecProblem;
  /** What systemd only warns about. */
  readonly warnings: readonly string[];
}

/** Settings of {@link parseExecLine}. */
export interface ExecOptions {
  readonly systemd?: number;
  /** Replaces specifiers. Without it, or for one that it cannot resolve, the specifier stays as written. */
  readonly expand?: (text: string) => Expansion;
}

/**
 * Reads the value of ExecStart= and its kin as config_parse_exec() (src/core/load-fragment.c, 252 to 257) does.
 *
 * @param value what stands after the `=`, not empty
 * @param options the release, and how to replace specifiers
 * @returns its commands and what is wrong with it; never throws
 */
export function parseExecLine(value: string, options: ExecOptions = {}): ExecLine {
  const commands: ExecCommand[] = [];
  const warnings: string[] = [];
  const done = (problem?: ExecProblem): ExecLine => ({ raw: value, commands, warnings, ...(problem && { problem }) });
  let at = 0;
  let rest = value;
  for (let more = true; more; ) {
    more = false;
    const first = nextWord(value, at, warnings);
    if (first === undefined) return done();
    if (first === "unreadable")
      return done({ kind: "bad-quoting", text: `Unbalanced quoting, ignoring: "${rest}"`, fatal: false });
    at = first.next;
    if (first.word === ";") {
      more = true;
      continue;
    }
    const { prefixes, path: written } = takePrefixes(first.word, options.systemd);
    const refuse = (kind: ComplaintKind, what: string, shown: string): ExecLine =>
      done({
        kind,
        text: `${what}${prefixes.ignoreFailure ? ", ignoring" : ""}: ${shown}`,
        fatal: !prefixes.ignoreFailure,
      });
    const path = expandWord(written, options);
    if (path === undefined) return done(unresolved(`'${written}'`, prefixes.ignoreFailure));
    const wrong = pathProblem(path.probe, options.systemd);
    if (wrong === "Empty path in command line")
      return refuse("bad-executable", wrong, wording.commandLine(rest, options.systemd));
    if (wrong !== undefined) {
      const kind = wrong.startsWith("Neither") ? "not-absolute" : "bad-executable";
      return refuse(kind, wrong, path.text);
    }
    const argv: string[] = prefixes.argv0 ? [] : [path.text];
    while (at < value.length) {
      const separator = /^(\\?);(?=[ \t\n\r]|$)[ \t\n\r]*/.exec(value.slice(at, at + 3));
      if (separator !== null) {
        at += separator[1] === "" ? 1 : 2;
        while (isBlank(value[at])) at += 1;
        if (separator[1] === "") {
          more = true;
          break;
        }
        argv.push(";");
        continue;
      }
      const next = nextWord(value, at, warnings);
      if (next === undefined) break;
      if (next === "unreadable") {
        const text = `Unbalanced quoting, ignoring: "${rest}"`;
        return done({ kind: "bad-quoting", text, fatal: !prefixes.ignoreFailure });
      }
      at = next.next;
      const word = expandWord(next.word, options);
      if (word === undefined)
        return done(unresolved(wording.commandWord(next.word, options.systemd), prefixes.ignoreFailure));
      argv.push(word.text);
    }
    const [argv0, ...args] = argv;
    if (argv0 === undefined || argv0 === "")
      return refuse("bad-executable", "Empty executable name or zeroeth argument", rest);
    rest = value.slice(at);
    commands.push({ prefixes, command: simplify(path.text, options.systemd), argv0, args });
  }
  return done();
}

function nextWord(
  value: string,
  from: number,
  warnings: string[],
): { word: string; next: number } | undefined | "unreadable" {
  const strict = extractWord(value, from, { unquote: true, escapes: "resolve" });
  if (!("error" in strict)) return "end" in strict ? undefined : strict;
  const lenient = extractWord(value, from, { unquote: true, escapes: "resolve-leniently" });
  if ("error" in lenient) return "unreadable";
  if ("end" in lenient) return undefined;
  warnings.push(`Ignoring unknown escape sequences: "${lenient.word}"`);
  return lenient;
}

function takePrefixes(word: string, systemd = 257): { prefixes: ExecPrefixes; path: string } {
  let [ignoreFailure, argv0, noEnvironment, privileged, loginShell] = [false, false, false, false, false];
  let keepUser: "!" | "!!" | undefined;
  let at = 0;
  for (; at < word.length; at += 1) {
    const char = word[at];
    if (char === "-" && !ignoreFailure) ignoreFailure = true;
    else if (char === "@" && !argv0) argv0 = true;
    else if (char === ":" && !noEnvironment) noEnvironment = true;
    else if (char === "|" && !loginShell && systemd >= 258) loginShell = true;
    else if (char === "+" && !privileged && keepUser === undefined) privileged = true;
    else if (char === "!" && !privileged && keepUser !== "!!") keepUser = keepUser === "!" ? "!!" : "!";
    else break;
  }
  return {
    prefixes: { ignoreFailure, argv0, noEnvironment, privileged, keepUser, loginShell },
    path: word.slice(at),
  };
}

/** The word for the reader, and for the checks a probe in which unresolved specifiers look like what they will be. */
function expandWord(word: string, options: ExecOptions): { text: string; probe: string } | undefined {
  const expansion = options.expand?.(word) ?? { error: "", reason: "unresolved" };
  if ("text" in expansion) return { text: expansion.text, probe: expansion.text };
  if (expansion.reason === "unknown") return undefined;
  const probe = word.replace(/%([A-Za-z%])/g, (_, letter: string) => (/[hstSCELTVDdyYfI]/.test(letter) ? "/x" : "x"));
  return { text: options.expand === undefined ? word.replaceAll("%%", "%") : word, probe };
}

function unresolved(shown: string, ignore: boolean): ExecProblem {
  return { kind: "bad-specifier", text: wording.badSpecifier(shown, ignore), fatal: !ignore };
}

function pathProblem(path: string, systemd?: number): string | undefined {
  if (path === "") return "Empty path in command line";
  if (/[\x01-\x1f"'\\\x7f]/.test(path)) return wording.oddPath(systemd);
  if (path.endsWith("/")) return "Executable path specifies a directory";
  const bytes = Buffer.byteLength(path);
  const steps = path.split("/").every((step) => Buffer.byteLength(step) <= 255);
  const valid = path.startsWith("/") ? bytes < 4096 && steps : !path.includes("/") && steps && !/^\.\.?$/.test(path);
  return valid ? undefined : "Neither a valid executable name nor an absolute path";
}

function simplify(path: string, systemd = 257): string {
  if (!path.includes("/")) return path;
  const steps = path.split("/").filter((step) => step !== "" && (step !== "." || systemd < 250));
  return `${path.startsWith("/") ? "/" : ""}${steps.join("/")}`;
}
