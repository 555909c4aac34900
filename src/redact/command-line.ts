import { isOpen, scrubEnvironment, scrubText, tellingName } from "./secret-text.ts";
import { removed, type Secrets, unquoted } from "./secrets.ts";

/** Words that podman's `run` and `create` take behind an option (podman-run(1), 4.3 to 5.8). */
const withWord = new Set(
  (
    "add-host annotation arch attach authfile blkio-weight blkio-weight-device cap-add cap-drop cert-dir cgroup-conf " +
    "cgroup-parent cgroupns cgroups chrootdirs cidfile conmon-pidfile cpu-period cpu-quota cpu-rt-period " +
    "cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems creds decryption-key detach-keys device " +
    "device-cgroup-rule device-read-bps device-read-iops device-write-bps device-write-iops dns dns-option " +
    "dns-search entrypoint env env-file env-merge expose gidmap gpus group-add group-entry health-cmd " +
    "health-interval health-log-destination health-max-log-count health-max-log-size health-on-failure " +
    "health-retries health-start-period health-startup-cmd health-startup-interval health-startup-retries " +
    "health-startup-success health-startup-timeout health-timeout hostname hosts-file hostuser image-volume " +
    "init-ctr init-path ip ip6 ipc label label-file link-local-ip log-driver log-opt mac-address memory " +
    "memory-reservation memory-swap memory-swappiness mount name network network-alias no-healthcheck oom-score-adj " +
    "os passwd-entry personality pid pidfile pids-limit platform pod pod-id-file preserve-fd preserve-fds publish pull " +
    "requires restart retry retry-delay rootfs-propagation runtime-flag sdnotify seccomp-policy secret security-opt " +
    "shm-size shm-size-systemd stop-signal stop-timeout subgidname subuidname sysctl systemd timeout tmpfs tz uidmap " +
    "ulimit umask unsetenv user userns uts variant volume volumes-from workdir"
  ).split(" "),
);
const shortWithWord = /^-[A-Za-z]*[acehlmpuvw]$/;
/** Options of whose value nothing is needed. */
const closedOption =
  /^--(label|annotation|creds|health-cmd|health-startup-cmd|build-arg|passwd-entry|decryption-key|log-opt|hostname|network-alias|add-host|dns-search|dns-option|dns-opt)$/;
/** Parts of `--mount`, `--network` and their kin: no assignments of an environment. */
const part =
  /^(type|src|source|target|dst|destination|ro|rw|image|name|driver|mode|size|o|id|uid|gid|idmap|bind-propagation|subpath|relabel|U|z|Z|path|options?|level|tag|format|unix|tcp)$/;

/**
 * A command line: the names of variables stay and their values go, with what is handed to options that carry secrets, and
 * with all that follows a container's image, which is its own program's.
 */
export function scrubCommand(text: string, secrets: Secrets): string {
  return commandScrubber("podman")(text, secrets);
}

/** A command line from its program on: of what is handed to other programs than podman only what can carry no secret stays. */
export function scrubCommandLine(text: string, secrets: Secrets): string {
  return commandScrubber("")(text, secrets);
}

/**
 * Scrubs a command line piece by piece: one that goes on in a next line is still the same command there.
 *
 * @param program whose arguments come first; empty where its name does
 */
export function commandScrubber(program: "" | "podman"): (text: string, secrets: Secrets) => string {
  const state: WordState = { expects: "", verb: "", image: false, mayExpect: false, program };
  return (text, secrets) => {
    const words = text.match(/\s+|(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\]|["'\\])+/gs) ?? [];
    return words.map((word) => (/^\s/.test(word) ? word : scrubWord(word, state, secrets))).join("");
  };
}

interface WordState {
  /** The option that takes the next word. */
  expects: string;
  /** `run` once podman was told to run something in a container, whose name or image comes next. */
  verb: string;
  image: boolean;
  /** Whether the word before is an option of podman's own, which may take this one. */
  mayExpect: boolean;
  /** Whose arguments these are; empty where a program's name comes next. */
  program: string;
}

function scrubWord(word: string, state: WordState, secrets: Secrets): string {
  if (word === "\\") return word;
  if (/^(;|&&?|\|\|?|[({)}!]|done|fi|then|do|else|if|elif|while|until)$/.test(word) || /;$/.test(word)) {
    const last = /^[^;]+;$/.test(word) ? `${scrubWord(word.slice(0, -1), state, secrets)};` : word;
    Object.assign(state, { expects: "", verb: "", image: false, program: "" });
    return last;
  }
  if (state.image) {
    const [, bare = word, end = ""] = /^([^"']+)(["'])$/.exec(word) ?? [];
    return word === removed ? word : secrets.take("arguments of a container", bare) + end;
  }
  const { expects: option, mayExpect } = state;
  Object.assign(state, { expects: "", mayExpect: false });
  if (option !== "" && state.verb === "login" && /^(-[up]|--(username|password))$/.test(option))
    return secrets.take("values of options", word);
  if (option !== "") return scrubValue(option, word, secrets);
  if (state.program !== "" && !isPodman(word) && !openProgram.test(state.program)) return scrubArgument(word, secrets);
  if (state.verb === "login" && /^-[up]./.test(word))
    return word.slice(0, 2) + secrets.take("values of options", word.slice(2));
  const glued = /^-e([^=]+=.*)$/s.exec(word)?.[1];
  if (glued !== undefined) return `-e${scrubValue("-e", glued, secrets)}`;
  const [, name, value] = /^(--?[\w-]+)=(.*)$/s.exec(word) ?? [];
  if (name !== undefined && value !== undefined) {
    const isLogin = state.verb === "login" && name === "--username";
    return `${name}=${isLogin ? secrets.take("values of options", value) : scrubValue(name, value, secrets)}`;
  }
  const [, quote, quoted, inner] = /^(["'])(--?[\w-]+)=(.*)\1$/s.exec(word) ?? [];
  if (quote !== undefined && quoted !== undefined && inner !== undefined)
    return `${quote}${quoted}=${unquoted(scrubValue(quoted, `${quote}${inner}${quote}`, secrets))}${quote}`;
  const isProgram = isPodman(word);
  const mayFail = state.program === "" && /^[-@:+!|]+\//.test(word);
  if (word.startsWith("-") && !isProgram && !mayFail) {
    if (takesWord(word, state)) state.expects = word;
    state.mayExpect = state.verb === "podman";
    return word;
  }
  if (isProgram) Object.assign(state, { verb: "podman", program: "podman" });
  else if (state.program === "" || (state.program === shell && !/\s/.test(word))) state.program = programOf(word);
  else if (state.verb === "podman" && /^(run|create|exec|login)$/.test(word))
    state.verb = word === "login" ? word : "run";
  else if (state.verb === "podman" && word !== "container") state.verb = mayExpect ? "podman" : "other";
  else if (state.verb === "run") state.image = true;
  return scrubPlain(word, secrets, state.program === "" || state.program === shell);
}

/** systemd has `-/usr/bin/podman` for a program that may fail; docker is podman where podman-docker(1) is installed. */
function isPodman(word: string): boolean {
  return /(^[-@:+!|"'`$(]*|\/)(podman|podman-remote|docker)[)`]*["']?$/.test(word);
}

/** Programs that run what is named behind them: the next word that is neither option nor number is a program again. */
const shell = "sh -c";
const runsOthers =
  /^(env|nice|ionice|timeout|setsid|nohup|exec|command|sudo|runuser|su|systemd-run|flock|unshare|nsenter|setpriv|stdbuf|time|busybox)$/;
/** Programs whose arguments say what a unit waits for, makes or mounts, and carry no secret. */
const openProgram =
  /^(podman|sh -c|systemctl|loginctl|systemd-[\w-]+|sleep|mkdir|rmdir|rm|touch|test|\[|\[\[|true|false|chmod|chown|cp|mv|ln|install|mount|umount|mountpoint|modprobe|sysctl|cd|ls|cat|exit|set|wait|kill|pkill|pgrep|seq|id|agetty|login|podman-compose|docker-compose|conmon|crun|runc|pasta|passt|slirp4netns|rootlessport|netavark|aardvark-dns|fuse-overlayfs|catatonit|export|unset|for|case|return|local|readonly)$/;

/** The name of a program; nothing where another follows. */
function programOf(word: string): string {
  if (/^["']?[A-Za-z_]\w*=/.test(word) || /^\d+[smhd]?$/.test(word)) return "";
  const name = word
    .replace(/^[-@:+!|"'(]*/, "")
    .replace(/["')]*$/, "")
    .replace(/^.*\//, "");
  if (/^(ba|da|k|z|a)?sh$/.test(name)) return shell;
  return runsOthers.test(name) ? "" : name;
}

/** An argument of a program that is not podman: flags, paths, numbers and units stay. */
function scrubArgument(word: string, secrets: Secrets): string {
  const kind = "arguments of other programs";
  if (word === removed || /^(--?|-[A-Za-z]{1,2}|--[a-z][a-z-]*|\d{1,6}[smhd%]?|[<>&|\d]+)$/.test(word)) return word;
  const [, name, value] = /^(--?[A-Za-z][\w-]*=)(.*)$/s.exec(word) ?? [];
  if (name !== undefined && value !== undefined) return name + scrubArgument(value, secrets);
  if (/^-[A-Za-z]/.test(word)) return word.slice(0, 2) + secrets.take(kind, word.slice(2));
  if (/^(\d?[<>]+&?)?["']?(\/|\.{1,2}\/|~|%[a-zA-Z]|\$)[\w@%+.,:/${}~-]*["')]*$/.test(word) || unitName.test(word))
    return scrubText(word, secrets);
  if (/\bpodman\b/.test(word)) return scrubPlain(word, secrets, true);
  if (!/^["']?[A-Za-z-]*["']?$/.test(word)) return secrets.take(kind, word);
  // A plain word may be anybody's, elsewhere.
  secrets.drop(kind);
  return removed;
}

const unitName = /^["']?[\w@.\\:%-]+\.(service|socket|target|timer|path|mount|slice|scope|container|pod|kube)["']?$/;

function takesWord(word: string, { verb }: WordState): boolean {
  if (word === "--secret" || closedOption.test(word) || (tellingName.test(word) && !/file$|^--no-/.test(word)))
    return true;
  if (verb === "login") return /^(-[upc]|--(username|password|cert-dir|authfile))$/.test(word);
  if (verb !== "run") return word === "-e" || word === "--env";
  return withWord.has(word.replace(/^--/, "")) || (!word.startsWith("--") && shortWithWord.test(word));
}

function scrubValue(option: string, value: string, secrets: Secrets): string {
  if (/^(--env|-[a-z]*e)$/.test(option))
    return value.includes("=") || /^["']/.test(value) ? scrubEnvironment(value, secrets) : value;
  if (option === "--secret") return scrubSecretUse(value, secrets);
  if (/^-[lh]$/.test(option) || closedOption.test(option)) return secrets.take("values of options", value);
  if (tellingName.test(option) && !/file$/.test(option)) return secrets.take("values of options", value);
  return /\s/.test(value) ? scrubPlain(value, secrets) : scrubText(value, secrets);
}

/**
 * `NAME[,OPTION=VALUE...]`, as `--secret` and `Secret=` have it: which of podman's secrets, by a name that is a name to
 * every podman (podman-secret-create(1)), and how it is handed over; not where to.
 */
export function scrubSecretUse(text: string, secrets: Secrets): string {
  const [, quote = "", name, options = "", end = ""] =
    /^(\s*["']?)([\w.-]+)((?:,[^"']*)?)(["']?\s*)$/s.exec(text) ?? [];
  if (name === undefined || !secretName.test(name)) return secrets.take("values of options", text);
  const told = options.replace(/,(\w+)=([^,]*)/g, (whole, key: string, value: string) =>
    /^(type|uid|gid|mode)$/.test(key) && /^\w+$/.test(value)
      ? whole
      : `,${key}=${secrets.take("values of options", value)}`,
  );
  return quote + name + told + end;
}

/** What podman has always taken for a name of a secret. */
export const secretName = /^[A-Za-z0-9][\w.-]*$/;

/** A word that is no option: an assignment, a command in quotes, or anything else. */
function scrubPlain(word: string, secrets: Secrets, isCommand = false): string {
  const quoted = /^(["'])(.*)\1$/s.exec(word);
  if (quoted?.[2] !== undefined && /\s/.test(quoted[2]))
    return `${quoted[1]}${(isCommand ? scrubCommandLine : scrubCommand)(quoted[2], secrets)}${quoted[1]}`;
  const [, lead = "", name, value] = /^(["']?)([A-Za-z_]\w*)=(.+)$/s.exec(word) ?? [];
  if (name === undefined || value === undefined || part.test(name) || isOpen(name, value))
    return scrubText(word, secrets);
  return `${lead}${name}=${secrets.take("environment values", lead === "" ? value : value.replace(/["']$/, ""))}${lead}`;
}
