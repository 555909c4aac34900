import { classify } from "../diagnosis/classifier.ts";
import { scrubCommandLine, secretName } from "./command-line.ts";
import { scrubEnvironment, scrubText } from "./secret-text.ts";
import type { Secrets } from "./secrets.ts";
import { scrubConfiguration, scrubKube, scrubScript, scrubUnit } from "./unit-text.ts";

/** What a file's text may hold of secrets goes, by what the file is. */
export function scrubFile(path: string, text: string, secrets: Secrets): string {
  if (/^\/proc\/net\/unix$/.test(path)) return ownSockets(text);
  if (path.endsWith("/secrets/secrets.json")) return secretNames(text);
  if (/^\/proc\/net\/(tcp|udp)6?$/.test(path)) return listenersOnly(text);
  if (/^\/proc\/\d+\/environ$/.test(path)) return secrets.take("environment values", text);
  if (/^\/proc\/\d+\/cmdline$/.test(path))
    return scrubCommandLine(text.replaceAll("\0", " "), secrets).replaceAll(" ", "\0");
  // What the kernel says and what the distribution ships is nobody's secret.
  if (
    /^\/(proc|sys)\//.test(path) ||
    /^\/usr\/(?!local\/)/.test(path) ||
    /^\/etc\/(os-release|nsswitch\.conf|login\.defs|sub[ug]id|hostname)$/.test(path)
  )
    return text;
  if (isUnitPath(path)) return scrubUnit(text, secrets);
  if (/\.(ya?ml)$/.test(path)) return scrubKube(text, secrets);
  if (/^\/(etc|run|var)\//.test(path) || /\.(conf|toml|json)$/.test(path)) return scrubConfiguration(text, secrets);
  return scrubScript(text, secrets);
}

/** Also those with a misspelt suffix, and backups: what lies where units lie. */
function isUnitPath(path: string): boolean {
  return (
    /\/(systemd|quadlet|sysemd|systmd|systend|system|sytemd|systemed|Systemd|\.systemd)\//.test(path) ||
    /\.(service|socket|target|timer|path|mount|automount|slice|scope|container|pod|kube|volume|network|image|build)$/.test(
      path,
    )
  );
}

/** Of podman's secrets their names and ids: not who keeps them, where, and with which options and labels. */
function secretNames(text: string): string {
  try {
    const { nameToID } = JSON.parse(text) as { readonly nameToID?: unknown };
    const named = Object.entries(typeof nameToID === "object" && nameToID !== null ? nameToID : {});
    const told = named.filter(([name, id]) => secretName.test(name) && /^[0-9a-f]{25}$/.test(String(id)));
    return JSON.stringify({ nameToID: Object.fromEntries(told) });
  } catch {
    return "";
  }
}

/** The rest of the table names other people's sockets. */
function ownSockets(text: string): string {
  return text
    .split("\n")
    .filter((line, index) => index === 0 || line === "" || /\s\/run\/(user|dbus|systemd)\//.test(line))
    .join("\n");
}

/** Who talks with whom goes, and the host's own addresses but those that every host has. */
function listenersOnly(text: string): string {
  return text
    .split("\n")
    .filter((line, index) => index === 0 || /^\s*\d+: \S+ \S+ 0[7A] /.test(line))
    .map((line) => line.replace(/^(\s*\d+: )(?!0+:|[0-9A-F]{6}7F:)[0-9A-F]+:/, (_, lead: string) => `${lead}F0F0F0F0:`))
    .concat("")
    .join("\n");
}

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command's answer may hold of secrets goes, by what the command is. */
export function scrubOutput(argv: readonly string[], { stdout, stderr }: Output, secrets: Secrets): Output {
  return { stdout: scrubStdout(argv, stdout, secrets), stderr: scrubText(stderr, secrets) };
}

function scrubStdout(argv: readonly string[], text: string, secrets: Secrets): string {
  const tool = argv[0]?.split("/").at(-1) ?? "";
  if (tool === "chage" || tool === "id" || argv.includes("--version") || argv.includes("-version")) return text;
  if (tool === "getent") return byLine(text, (line) => (argv[1] === "passwd" ? withoutPersonal(line, secrets) : line));
  if (tool === "ps") return byLine(text, (line) => scrubProcess(line, secrets));
  if (tool === "journalctl") return byLine(text, (line) => scrubEntry(line, secrets));
  if (tool === "systemctl" && argv.includes("show")) return byLine(text, (line) => scrubProperty(line, secrets));
  if (/^\[(Unit|Service|Container|Pod)\]$/m.test(text)) return scrubUnit(text, secrets);
  return scrubText(text, secrets);
}

function byLine(text: string, scrub: (line: string) => string): string {
  return text.split("\n").map(scrub).join("\n");
}

/** passwd(5): the password field, and the person's name, room and telephone numbers. */
function withoutPersonal(line: string, secrets: Secrets): string {
  const fields = line.split(":");
  const [name, , uid, gid, personal = "", ...rest] = fields;
  if (name === undefined || rest.length < 2) return line;
  for (const word of personal.split(","))
    if (word.trim().length > 3) secrets.take("personal data of accounts", word.trim());
  return [name, "x", uid, gid, "", ...rest].join(":");
}

/** Of other programs only the name: their arguments are nobody's business. */
function scrubProcess(line: string, secrets: Secrets): string {
  if (/(^|[\s/])conmon(\s|$)/.test(line)) return scrubText(line, secrets);
  const [, lead, rest] = /^(\s*(?:[\d:.+-]+\s+)*\S+)(\s.*)?$/.exec(line) ?? [];
  if (lead === undefined || rest === undefined || rest.trim() === "") return line;
  // A unit's own `podman run` in the foreground: its words stand in the unit as well, and must stay there.
  if (/\bpodman\b/.test(line)) {
    secrets.drop("arguments of processes");
    scrubCommandLine(line, secrets);
  } else secrets.take("arguments of processes", rest.trim());
  return lead;
}

function scrubProperty(line: string, secrets: Secrets): string {
  const [, key = "", value = ""] = /^(\w+)=(.*)$/s.exec(line) ?? [];
  if (/^Environment$/.test(key)) return `${key}=${scrubEnvironment(value, secrets)}`;
  if (/^(SetCredential|SetCredentialEncrypted)$/.test(key))
    return `${key}=${secrets.take("values of settings", value)}`;
  if (key.startsWith("Exec")) {
    const words = (_: string, lead: string, command: string) => `${lead}${scrubCommandLine(command, secrets)} ;`;
    return `${key}=${value.replace(/(argv\[\]=)(.*?) ;(?= )/g, words)}`;
  }
  return key === "Description" ? line : scrubText(line, secrets);
}

/** Fields of a journal entry that are asked for, and those that come with every entry and are needed. */
const entryFields =
  /^(MESSAGE|MESSAGE_ID|USER_UNIT|UNIT|_SYSTEMD_USER_UNIT|_SYSTEMD_UNIT|SYSLOG_IDENTIFIER|UNIT_RESULT|EXIT_STATUS|EXIT_CODE|[A-Z]+_USEC|JOB_[A-Z]+|PRIORITY|_PID|_UID|_COMM|__REALTIME_TIMESTAMP|__MONOTONIC_TIMESTAMP|_BOOT_ID|INVOCATION_ID)$/;

function scrubEntry(line: string, secrets: Secrets): string {
  if (!line.startsWith("{")) return scrubText(line, secrets);
  let entry: Readonly<Record<string, unknown>>;
  try {
    entry = JSON.parse(line);
  } catch {
    return "";
  }
  const identifier = String(entry["SYSLOG_IDENTIFIER"] ?? "");
  const fields = Object.entries(entry).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    if (!entryFields.test(name)) return [];
    if (name !== "MESSAGE") return [[name, value]];
    return [[name, scrubMessage(identifier, textOf(value), secrets)]];
  });
  return JSON.stringify(Object.fromEntries(fields));
}

/** journald gives what is no text as a list of bytes. */
function textOf(message: unknown): string {
  if (Array.isArray(message)) return Buffer.from(message.filter((byte) => typeof byte === "number")).toString("latin1");
  return typeof message === "string" ? message : "";
}

const ownIdentifiers =
  /^(systemd(-.*)?|kernel|crun|runc|conmon|netavark|aardvark-dns|pasta|passt|slirp4netns|rootlessport|fuse-overlayfs|dbus-daemon|dbus-broker(-launch)?|podman-user-generator|quadlet-generator|\(.+\))$/;
const podmanForm =
  /^(Error: |time="|\d{4}-\d\d-\d\d .* (container|pod|image|volume|network|system) |[0-9a-f]{64}$)|level=/;

/**
 * A quadlet's podman speaks under the name of its unit, as its container does. That a line is an error is kept of either: by
 * that a diagnosis chooses which line it tells (src/diagnosis/proof.ts, lastWords).
 */
const asError = /^(Error: |(?:time="[\d:.TZ+-]*" )?level=(?:error|fatal)(?= ))/;

/** What systemd, podman and their helpers say stays; what a container's or a script's own program says goes, unless the catalogue knows it. */
function scrubMessage(identifier: string, message: string, secrets: Secrets): string {
  const kept =
    ownIdentifiers.test(identifier) ||
    (/^podman/.test(identifier) && podmanForm.test(message)) ||
    classify(message) !== undefined;
  if (!kept) {
    const [lead = ""] = asError.exec(message) ?? [];
    return lead + secrets.take("journal lines of other programs", message.slice(lead.length));
  }
  return scrubText(message, secrets).replace(
    /( \()([^()]*\bname=[^()]*)(\))$/,
    (_, open: string, labels: string, close: string) => {
      const own = labels
        .split(", ")
        .filter((label) => /^(image|name|PODMAN_SYSTEMD_UNIT|pod_id|health_\w+)=/.test(label));
      return `${open}${own.join(", ")}${close}`;
    },
  );
}
