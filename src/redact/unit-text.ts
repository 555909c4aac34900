import { keyKind } from "../facts/unit-file/known-keys.ts";
import { removed, type Secrets, scrubCommand, scrubEnvironment, scrubSecretUse, scrubText } from "./secrets.ts";

type Scrub = (value: string, secrets: Secrets) => string;

const gone: Scrub = (value, secrets) => (value.trim() === "" ? value : secrets.take("values of settings", value));

/** A container's own command: only its program is kept. */
const ownCommand: Scrub = (value, secrets) =>
  value.replace(/^(\s*\S+\s+)(.+)$/s, (_, program: string, rest: string) => program + gone(rest, secrets));

const byKey: readonly (readonly [RegExp, Scrub])[] = [
  [/^Environment$/i, scrubEnvironment],
  [/^(Exec(Condition|Start|StartPre|StartPost|Reload|Stop|StopPre|StopPost)|PodmanArgs|GlobalArgs)$/i, scrubCommand],
  [/^Exec$/, ownCommand],
  [/^Secret$/i, scrubSecretUse],
  [/^(Label|Annotation|HealthCmd|HealthStartupCmd|SetCredential|SetCredentialEncrypted|Entrypoint|X-.*)$/i, gone],
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
  if (known) return known[1];
  if (keyKind(section, key) !== undefined || quadletSections.test(section))
    return looksAssigned(value) ? scrubCommand : scrubText;
  // A misspelt key: what it was meant to be may be any of the above.
  if (/^[-@:+!|]*\//.test(value)) return scrubCommand;
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
  let kept = false;
  return text
    .split("\n")
    .map((line, index) => {
      const keeps = kept || (/\bpodman\b/.test(line) && !/^\s*#/.test(line)) || (index === 0 && line.startsWith("#!"));
      kept = keeps && /\\\s*$/.test(line);
      if (line.trim() === "" || keeps) return scrubCommand(line, secrets);
      secrets.drop("lines of scripts");
      return ":";
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
