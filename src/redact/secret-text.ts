import { type Secrets, unquoted } from "./secrets.ts";

/** Variables whose values tell where things are and nothing else: a diagnosis needs them. */
const openVariable =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|LANGUAGE|LC_[A-Z]+|TZ|XDG_[A-Z_]+|DBUS_SESSION_BUS_ADDRESS|NOTIFY_SOCKET|PODMAN_SYSTEMD_UNIT|PODMAN_USERNS|CONTAINERS_[A-Z_]+|TMPDIR|GPG_AGENT_INFO|SSH_AUTH_SOCK|SYSTEMD_[A-Z_]+)$/;
const openValue = /^[\w@%+=:,./${}~-]*$/;

/** Whether the value of a variable may stay. */
export function isOpen(name: string, value: string): boolean {
  return openVariable.test(name) && openValue.test(unquoted(value));
}

/** Names under which secrets are handed over, in options, settings and prose. */
const telling =
  "pass(?:word|wd|phrase|code)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth|credentials?|creds?";
export const tellingName = new RegExp(
  `(?:^|[^a-z])(?:${telling})(?:$|[^a-z])|(?:password|passwd|secret|token|apikey)`,
  "i",
);

/** Assignments as `Environment=` and `systemctl show` have them: of each word the name stays. */
export function scrubEnvironment(text: string, secrets: Secrets): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\$'(?:[^'\\]|\\.)*'|[^\s]+/g, (word) => {
    const [, quote = "", name, value = "", end = ""] = /^(\$?["']?)([A-Za-z_]\w*)=(.*?)(["']?)$/s.exec(word) ?? [];
    if (name === undefined) return word === "\\" ? word : secrets.take("environment values", word);
    if (isOpen(name, value)) return word;
    const inner = `${value}${quote === "" ? end : ""}`;
    return `${quote}${name}=${secrets.take("environment values", inner)}${quote === "" ? "" : end}`;
  });
}

const shapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY[A-Z ]*-----|$)/g, "keys"],
  [
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|A(?:KIA|SIA|GPA|ROA|IDA)[0-9A-Z]{16}|sk-[\w-]{20,}|AIza[\w-]{30,}|dckr_pat_[\w-]{16,})/g,
    "tokens",
  ],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]+)?/g, "tokens"],
  // Long mixed runs that are no path and no hexadecimal id are keys or base64.
  [
    /(?<![\w/+.-])(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*\d)[A-Za-z0-9+/_-]{32,}={0,2}(?![\w/.])/g,
    "keys",
  ],
];
const inUrl = /\b([a-z][a-z0-9+.-]*:\/\/)([^\s/@"'<>]+)@/gi;
const authorization = /\b(authorization:\s*\w+|bearer|basic)\s+(?=\S*[\d=])([\w+/=.~-]{8,})/gi;
const named = new RegExp(
  `((?:^|[^A-Za-z])[\\w.-]{0,40}(?:${telling})[\\w.-]{0,40}["']?\\s*[=:]\\s*)(?!no such )("(?:[^"\\\\]|\\\\.)*"|'[^']*'|[^\\s"',;)}\\]]+)`,
  "gi",
);
/** `password is hunter2`, `--admin-pass hunter2`: what is called one and is no word of prose. */
const spoken =
  /((?:\b(?:password|passwort|passphrase|token|api key|secret) (?:is|was|of) |--[\w-]*(?:pass(?:word|wd|phrase)?|secret|token|api-?key)[ ]))(?=["']?[^\s"']*[\d_!@#$%^&*+-])("[^"]+"|'[^']+'|[^\s"',;)]{4,})/gi;
const upperAssignment = /(?<![\w-])([A-Z][A-Z0-9_]{2,})=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"',;)]+)/g;

/** Any text: what has the shape of a secret, or is called one, goes. */
export function scrubText(text: string, secrets: Secrets): string {
  // No name and no message is a word of this length; what looks for shapes in it would take its time.
  let clean = text.replace(/\S{4096,}/g, (word) => secrets.take("long words", word));
  for (const [shape, kind] of shapes) clean = clean.replace(shape, (value) => secrets.take(kind, value));
  return clean
    .replace(inUrl, (_, scheme: string, value: string) => `${scheme}${secrets.take("credentials in URLs", value)}@`)
    .replace(spoken, (whole, lead: string, value: string) =>
      value.startsWith("/") || value.startsWith("-") || value.startsWith("[")
        ? whole
        : lead + secrets.take("credentials", value),
    )
    .replace(authorization, (_, lead: string, value: string) => `${lead} ${secrets.take("credentials", value)}`)
    .replace(upperAssignment, (whole, name: string, value: string) =>
      isOpen(name, value) ? whole : `${name}=${secrets.take("environment values", value)}`,
    )
    .replace(named, (whole, lead: string, value: string) =>
      value.startsWith("/") || value.startsWith("[") || isPamAction(lead, value)
        ? whole
        : `${lead}${secrets.take("credentials", value)}`,
    );
}

/** `[success=1 new_authtok_reqd=done default=ignore]` (pam.conf(5)). */
function isPamAction(lead: string, value: string): boolean {
  return /authtok\w*\s*=\s*$/.test(lead) && /^(ok|done|bad|die|ignore|reset)$/.test(value);
}
