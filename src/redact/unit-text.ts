import { keyKind } from "../facts/unit-file/known-keys.ts";
import { commandScrubber, scrubSecretUse } from "./command-line.ts";
import { scrubEnvironment, scrubText } from "./secret-text.ts";
import { removed, type Secrets } from "./secrets.ts";

type Scrub = (value: string, secrets: Secrets) => string;

const gone: Scrub = (value, secrets) => (value.trim() === "" ? value : secrets.take("values of settings", value));

/** A container's own command: only its program is kept. */
function ownCommand(): Scrub {
  let isFirst = true;
  return (value, secrets) => {
    const [, program = "", rest = ""] = isFirst ? (/^(\s*\S*)(.*)$/s.exec(value) ?? []) : ["", "", value];
    isFirst &&= program.trim() === "";
    return program + rest.replace(/\S.*$/s, (words) => gone(words, secrets));
  };
}

/** What scrubs the value of a setting, line by line where it has several. */
const byKey: readonly (readonly [RegExp, () => Scrub])[] = [
  [/^Environment$/i, () => scrubEnvironment],
  [/^Exec(Condition|Start|StartPre|StartPost|Reload|Stop|StopPre|StopPost)$/i, () => commandScrubber("")],
  [/^(PodmanArgs|GlobalArgs)$/i, () => commandScrubber("podman")],
  [/^Exec$/, ownCommand],
  [/^Secret$/i, () => scrubSecretUse],
  [
    /^(Label|Annotation|HealthCmd|HealthStartupCmd|SetCredential|SetCredentialEncrypted|Entrypoint|HostName|NetworkAlias|AddHost|DNSSearch|DNSOption|LogOpt|X-.*)$/i,
    () => gone,
  ],
];

const quadletSections = /^(Container|Pod|Kube|Volume|Network|Image|Build|Quadlet)$/;
const plainValue = /^[\w@%.:/,+-]*$/;

/**
 * A unit file, a quadlet or a drop-in: what its settings say stays where poddoctor knows the setting and it can carry no
 * secret. Comments go, line by line, so that line numbers hold.
 */
export function scrubUnit(text: string, secrets: Secrets): string {
  let section = "";
  let continued: Scrub | undefined;
  return text
    .split("\n")
    .map((line) => {
      const [, body = "", end = ""] = /^(.*?)(\s*\\?\r?)$/s.exec(line) ?? [];
      const goesOn = end.includes("\\");
      if (/^\s*[#;]/.test(body)) return commentOf(body, secrets) + end;
      const scrub = continued;
      const [, head, key = "", value = ""] = scrub ? [] : (/^(\s*([^=\s[][^=]*?)\s*=\s*)(.*)$/s.exec(body) ?? []);
      section = /^\s*\[([^\]]*)\]\s*$/.exec(body)?.[1] ?? section;
      if (scrub) {
        if (!goesOn) continued = undefined;
        return scrub(body, secrets) + end;
      }
      if (head === undefined) return scrubText(body, secrets) + end;
      const own = scrubOf(section, key, value);
      if (goesOn) continued = own;
      return head + own(value, secrets) + end;
    })
    .join("\n");
}

function commentOf(line: string, secrets: Secrets): string {
  const [, mark = "", rest = ""] = /^(\s*[#;])(.*)$/s.exec(line) ?? [];
  if (rest.trim() === "") return line;
  secrets.drop("comments");
  return mark;
}

function scrubOf(section: string, key: string, value: string): Scrub {
  const known = byKey.find(([pattern]) => pattern.test(key));
  if (known) return known[1]();
  if (keyKind(section, key) !== undefined || quadletSections.test(section))
    return looksAssigned(value) ? commandScrubber("podman") : scrubText;
  // A misspelt key: what it was meant to be may be any of the above.
  if (/^[-@:+!|]*\//.test(value)) return commandScrubber("");
  if (/^\s*["']?[A-Za-z_]\w*=/.test(value)) return scrubEnvironment;
  return plainValue.test(value) ? scrubText : gone;
}

/** `Enviroment=DB_PASSWORD=…` in a quadlet, where not every key is known here. */
function looksAssigned(value: string): boolean {
  return /(^|[\s"'])[A-Z][A-Z0-9_]+=/.test(value);
}

/** A script: the lines that run podman stay, for they say what is started; of the rest only that there was a line. */
export function scrubScript(text: string, secrets: Secrets): string {
  if (text.startsWith("\x7fELF") || text.includes("\0")) return "\x7fELF";
  let command: Scrub | undefined;
  return text
    .split("\n")
    .map((line, index) => {
      if (index === 0 && line.startsWith("#!")) return line;
      const keeps = command !== undefined || (/\bpodman\b/.test(line) && !/^\s*#/.test(line)) || line.trim() === "";
      if (!keeps) {
        secrets.drop("lines of scripts");
        return ":";
      }
      const scrub = command ?? commandScrubber("");
      command = /\\\s*$/.test(line) ? scrub : undefined;
      const [, code = line, comment = ""] = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'])*?\s)(#.*)$/s.exec(line) ?? [];
      return scrub(code, secrets) + (comment === "" ? "" : commentOf(comment, secrets));
    })
    .join("\n");
}

/** TOML, YAML and JSON of podman's own: comments go, and values that are named or shaped like secrets. */
export function scrubConfiguration(text: string, secrets: Secrets): string {
  return text
    .split("\n")
    .map((line) => {
      if (/^\s*#/.test(line)) return commentOf(line, secrets);
      const assigned = line.replace(
        /(["'])([A-Za-z_]\w*)=((?:(?!\1).)*)\1/g,
        (_, quote: string, name: string, value: string) =>
          `${quote}${name}=${value === "" ? "" : secrets.take("environment values", value)}${quote}`,
      );
      return scrubText(assigned, secrets);
    })
    .join("\n");
}

/** Of a kube file only what says which pods there are. */
export function scrubKube(text: string, secrets: Secrets): string {
  return text
    .split("\n")
    .map((line) => {
      const [, lead, key = "", value = ""] = /^(\s*(?:-\s+)*([\w./-]+):\s+)(\S.*)$/.exec(line) ?? [];
      if (/^\s*#/.test(line)) return commentOf(line, secrets);
      if (lead === undefined)
        return /^\s*(-\s+)*[\w./-]+:\s*$|^\s*---\s*$|^\s*$/.test(line) ? line : restOf(line, secrets);
      return openKube.test(key) ? `${lead}${scrubText(value, secrets)}` : `${lead}${gone(value, secrets)}`;
    })
    .join("\n");
}

const openKube =
  /^(apiVersion|kind|name|image|restartPolicy|path|type|mountPath|subPath|readOnly|containerPort|hostPort|hostIP|protocol|claimName|secretName|hostNetwork|hostPID|hostname|storage|imagePullPolicy|privileged|runAsUser|runAsGroup)$/;

function restOf(line: string, secrets: Secrets): string {
  const [, lead = "", value = ""] = /^(\s*(?:-\s+)*)(.*)$/.exec(line) ?? [];
  return value === removed ? line : `${lead}${gone(value, secrets)}`;
}
