import type { ExecSetting } from "./exec-settings.ts";

/**
 * The podman call of an Exec line that returns while the containers run on, e.g. `podman pod start web`.
 *
 * @returns its words, or undefined where the call stays in the foreground, or does not start anything
 */
export function detachedCall({ podman }: Pick<ExecSetting, "podman">): string | undefined {
  // A script that goes on after it waits for what it started.
  const last = podman.at(-1);
  return last && isDetached(last) ? last.join(" ") : undefined;
}

function isDetached(words: readonly string[]): boolean {
  const compose = words[0]?.endsWith("podman-compose") ?? false;
  const rest = words.slice(1);
  const verbs = compose ? ["compose", ...bare(rest)] : bare(rest);
  const [first, second] = verbs[0] === "container" ? verbs.slice(1) : verbs;
  const detach = hasFlag(rest, "d", "detach");
  const attach = hasFlag(rest, "a", "attach") || hasFlag(rest, "i", "interactive");
  switch (first) {
    case "run":
      return detach;
    case "start":
      return !attach;
    case "pod":
      return second === "start";
    case "compose":
      return verbs.includes("start") || (verbs.includes("up") && detach);
    case "kube":
    case "play":
      return (second === "play" || second === "kube") && !rest.includes("--wait") && !rest.includes("--down");
    default:
      return false;
  }
}

/** Options of podman itself that take a word of their own. */
const withValue = new Set([
  "--log-level",
  "--cgroup-manager",
  "--root",
  "--runroot",
  "--storage-driver",
  "--storage-opt",
  "--runtime",
  "--url",
  "--connection",
  "-c",
  "-f",
  "--file",
  "-p",
  "--project-name",
  "--tmpdir",
  "--events-backend",
]);

/** The words without options, up to where a container's own command may begin. */
function bare(words: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (withValue.has(word)) at += 1;
    else if (!word.startsWith("-")) found.push(word);
  }
  return found;
}

/** `-d`, `-dt`, `--detach`, `--detach=true`; not `--detach=false`, not a `-d` of the container's own command, nor a word that an option takes (`-u dan`, `-udan`, `-e -d`). */
function hasFlag(words: readonly string[], short: string, long: string): boolean {
  const own = words.slice(0, firstPositional(words));
  const run = verbOf(words) === "run";
  for (let at = 0; at < own.length; at += 1) {
    const word = own[at] ?? "";
    if (word === `--${long}` || word === `--${long}=true`) return true;
    const letters = /^-([A-Za-z]+)/.exec(word)?.[1] ?? "";
    if ((run ? (letters.split(shortWithValue)[0] ?? "") : letters).includes(short)) return true;
    if (run && takesWord(word)) at += 1;
  }
  return false;
}

const shortWithValue = /[vpelhumw]/;

/** Options of `run` that take a word, so that the word is not taken for the image. */
const runWithValue =
  /^(--(name|pod|volume|publish|env|env-file|network|label|cidfile|pidfile|conmon-pidfile|sdnotify|restart|user|userns|workdir|hostname|mount|log-driver|log-opt|memory|cpus|secret|security-opt|cap-add|cap-drop|device|entrypoint|add-host|dns|tmpfs|ulimit|annotation|pull|cgroups|stop-timeout|health-cmd|file|time|pod-id-file|infra-conmon-pidfile)|-[vpelhumw])$/;

function takesWord(word: string): boolean {
  return runWithValue.test(word) || /^-[A-Za-z]*[vpelhumw]$/.test(word);
}

function verbOf(words: readonly string[]): string | undefined {
  return words.find((word) => word === "run" || word === "up" || word === "start");
}

function firstPositional(words: readonly string[]): number {
  const verb = verbOf(words);
  if (verb !== "run") return words.length;
  for (let at = words.indexOf(verb) + 1; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (takesWord(word)) at += 1;
    else if (!word.startsWith("-")) return at;
  }
  return words.length;
}
