/** A podman call that starts, or makes, a container or pod by name or id. */
export interface PodmanCall {
  /** `start`: what is there already. `make`: a new one. */
  readonly does: "start" | "make";
  readonly object: "container" | "pod";
  /** Names or ids, as written; empty where they are not on the line (`--all`, a file of ids, a variable). */
  readonly names: readonly string[];
  /** It takes the place of one of the same name. */
  readonly replaces: boolean;
  /** It is removed when it ends. */
  readonly removes: boolean;
  /** `--sdnotify=` of a new container. */
  readonly sdnotify?: string;
}

const startOptionsWithValue = new Set(["--detach-keys", "--filter", "-f", "--pod-id-file"]);

/**
 * Reads one podman call: podman-start(1), podman-pod-start(1), podman-run(1), podman-create(1), podman-pod-create(1).
 *
 * @param words from `podman` on, specifiers replaced
 * @returns undefined for calls that neither start nor make anything by name
 */
export function podmanCall(words: readonly string[]): PodmanCall | undefined {
  if (!/(^|\/)podman$/.test((words[0] ?? "").replace(/^[-@:+!|]+/, ""))) return undefined;
  const verbAt = words.findIndex((word, at) => at > 0 && /^(run|create|start|pod|container)$/.test(word));
  // Another storage, another machine: not the account's containers.
  if (
    words.slice(1, verbAt).some((word) => /^(--root|--runroot|--url|--remote|--connection|-r|-c|--module)\b/.test(word))
  )
    return undefined;
  const group = words[verbAt] === "pod" || words[verbAt] === "container" ? words[verbAt] : undefined;
  const at = group === undefined ? verbAt : verbAt + 1;
  const verb = words[at];
  const rest = words.slice(at + 1);
  const object = group === "pod" ? "pod" : "container";
  if (verb === "start") return { does: "start", object, names: startedNames(rest), replaces: false, removes: false };
  if (verb !== "create" && !(verb === "run" && object === "container")) return undefined;
  const name = optionValue(rest, "--name");
  const sdnotify = optionValue(rest, "--sdnotify");
  return {
    does: "make",
    object,
    names: name === undefined || hasVariable(name) ? [] : [name],
    replaces: rest.some((word) => word === "--replace" || word === "--replace=true"),
    removes: rest.some((word) => word === "--rm" || word === "--rm=true"),
    ...(sdnotify === undefined ? {} : { sdnotify }),
  };
}

function startedNames(words: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (startOptionsWithValue.has(word)) at += 1;
    else if (/^(--all|-a?l|--latest|--filter=.*|--pod-id-file=.*)$/.test(word)) return [];
    else if (!word.startsWith("-")) names.push(word);
  }
  return names.some(hasVariable) ? [] : names;
}

/** The value of an option; the options of the program inside the container may look the same, but come later. */
function optionValue(words: readonly string[], option: string): string | undefined {
  for (const [at, word] of words.entries()) {
    if (word === "--") return undefined;
    if (word === option) return words[at + 1];
    if (word.startsWith(`${option}=`)) return word.slice(option.length + 1);
  }
  return undefined;
}

function hasVariable(word: string): boolean {
  return /[$%`*?]/.test(word);
}
