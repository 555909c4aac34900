import { isIPv6 } from "node:net";
import { base64Forms, unitForms, urlForms } from "./encodings.ts";
import { beforeSecret, escapeRegExp, type Identity } from "./identities.ts";
import { removed } from "./secrets.ts";

/** One kind of what was replaced: how many values, in how many places. */
interface Count {
  readonly values: Set<string>;
  places: number;
}

const unitSuffix =
  /\.(service|socket|target|timer|path|mount|automount|swap|slice|scope|container|pod|kube|volume|network|image|build|device)(\.d|\.wants|\.requires)?$/i;
const mountUnit = /[\w\\:.-]+\.(?:auto)?mount\b/g;
const publicDomain =
  /(^|\.)(docker\.io|quay\.io|ghcr\.io|gcr\.io|k8s\.io|registry\.fedoraproject\.org|redhat\.com|redhat\.io|microsoft\.com|amazonaws\.com|ecr\.aws|debian\.org|ubuntu\.com|fedoraproject\.org|freedesktop\.org|systemd\.io|podman\.io|github\.com|kernel\.org|gnu\.org|gnupg\.org|example|example\.(?:org|com|net)|localhost)$/i;

/**
 * Replaces names and addresses in texts, each always by the same token. What is found by its form (addresses, domains,
 * emails) gets its token when it is first seen; what is known is replaced wherever it stands as a word.
 */
export class Redactor {
  readonly #tokens: ReadonlyMap<string, Identity>;
  readonly #known: RegExp | undefined;
  /** Words that may be anything, and what tells that they are meant. */
  readonly #named: readonly (readonly [RegExp, Identity])[];
  readonly #cut: readonly (readonly [RegExp, Identity])[];
  readonly #encoded: readonly string[];
  readonly #secrets: RegExp | undefined;
  readonly #dynamic = new Map<string, string>();
  readonly #counts = new Map<string, Count>();
  readonly #findsForms: boolean;

  /**
   * @param identities what is replaced, wherever it stands as a word unless it says otherwise
   * @param secrets values that were taken out elsewhere and are taken out here, too
   * @param byForm whether addresses, domains and emails are replaced
   */
  constructor(identities: readonly Identity[], secrets: readonly string[], byForm = true) {
    this.#findsForms = byForm;
    const known = identities.filter(({ onlyWhereNamed }) => !onlyWhereNamed);
    this.#named = identities
      .filter(({ onlyWhereNamed }) => onlyWhereNamed)
      .map((identity) => [
        new RegExp(`((?:${beforeSecret}))${escapeRegExp(identity.value)}(?![\\w.-])`, "g"),
        identity,
      ]);
    const spelt = known.flatMap((identity) => [
      [identity.value.toLowerCase(), identity] as const,
      ...[...unitForms(identity.value), ...urlForms(identity.value)].map(
        (form) => [form.toLowerCase(), identity] as const,
      ),
    ]);
    this.#tokens = new Map(spelt);
    const forms = [...this.#tokens.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
    this.#known =
      forms.length === 0 ? undefined : new RegExp(`(?<![A-Za-z0-9])(?:${forms.join("|")})(?![A-Za-z0-9])`, "gi");
    this.#cut = known
      .filter(({ value, kind }) => value.length >= 8 && kind !== "boot")
      .map((identity) => [cutForm(identity.value), identity] as const);
    this.#encoded = [...known.map(({ value }) => value), ...secrets].flatMap(base64Forms);
    const spoken = secrets.filter((value) => value.length >= 4).sort((a, b) => b.length - a.length);
    const secretForms = spoken.flatMap((value) => [value, ...urlForms(value)]).map(edged);
    this.#secrets = spoken.length === 0 ? undefined : new RegExp(secretForms.join("|"), "g");
  }

  /** A text with everything replaced. */
  text(text: string): string {
    const bare = this.#secrets ? text.replace(this.#secrets, (value) => this.#took("secrets elsewhere", value)) : text;
    const decoded = this.#decoded(bare);
    return this.known(this.#findsForms ? this.#byForm(decoded) : decoded);
  }

  /** A text with the known names alone replaced: of what the distribution ships, and of version numbers. */
  known(text: string): string {
    let clean = text;
    for (const [form, identity] of this.#named)
      clean = clean.replace(
        form,
        (_, lead: string) => lead + this.#count(identity.kind, identity.value, identity.token),
      );
    for (const [form, identity] of this.#cut)
      clean = clean.replace(form, () => this.#count(identity.kind, identity.value, identity.token));
    // In the name of a mount a dash stands for a slash, and the token's own must be escaped (systemd-escape(1), --path).
    return this.#whole(
      clean.replace(mountUnit, (unit) => this.#whole(unit, true)),
      false,
    );
  }

  #whole(text: string, escaped: boolean): string {
    if (!this.#known) return text;
    return text.replace(this.#known, (value) => {
      const identity = this.#tokens.get(value.toLowerCase());
      if (!identity) return value;
      const wanted = escaped || unitForms(identity.value).some((form) => form.toLowerCase() === value.toLowerCase());
      const token = wanted ? (unitForms(identity.token)[0] ?? identity.token) : cased(value, identity);
      return this.#count(identity.kind, identity.value, token);
    });
  }

  /** Tokens and what they stand for, the longest tokens first. */
  map(): readonly (readonly [token: string, value: string])[] {
    const named = this.#named.map(([, identity]) => identity);
    const known = [...new Set([...this.#tokens.values(), ...named])].map(({ token, value }) => [token, value] as const);
    const found = [...this.#dynamic].map(([key, token]) => [token, key.slice(key.indexOf(" ") + 1)] as const);
    return [...known, ...found].sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  }

  /** Values found by their form. */
  found(): readonly string[] {
    return [...this.#dynamic.keys()].map((key) => key.slice(key.indexOf(" ") + 1));
  }

  counts(): readonly { readonly kind: string; readonly values: number; readonly places: number }[] {
    return [...this.#counts].map(([kind, { values, places }]) => ({ kind, values: values.size, places }));
  }

  #count(kind: string, value: string, token: string): string {
    const count = this.#counts.get(kind) ?? { values: new Set<string>(), places: 0 };
    this.#counts.set(kind, count);
    count.values.add(value.toLowerCase());
    count.places += 1;
    return token;
  }

  #took(kind: string, value: string): string {
    return this.#count(kind, value, removed);
  }

  /** A run of base64 that holds a known value goes whole. */
  #decoded(text: string): string {
    const needles = this.#encoded.filter((needle) => text.includes(needle));
    if (needles.length === 0) return text;
    return text.replace(/[A-Za-z0-9+/_-]{6,}={0,2}/g, (run) =>
      needles.some((needle) => run.includes(needle)) ? this.#took("base64 of known values", run) : run,
    );
  }

  #byForm(text: string): string {
    return text
      .replace(/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (value) =>
        unitSuffix.test(value) ? value : this.#give("email", value, (count) => `email-${count}@example.org`),
      )
      .replace(
        /\b([a-z][a-z0-9+.-]*:\/\/(?:\[removed\]@)?)([\w-]+(?:\.[\w-]+)+)/gi,
        (whole, lead: string, value: string) => (/^[\d.]+$/.test(value) ? whole : lead + this.#domain(value)),
      )
      .replace(/(?<![\w./@-])((?:[a-z0-9-]+\.)+[a-z]{2,})(?=(?::\d+)?\/[\w.-]+[\w/.-]*(?:[:@\s"',\\]|$))/gi, (value) =>
        unitSuffix.test(value) ? value : this.#domain(value),
      )
      .replace(/(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g, (value) => this.#address(value))
      .replace(/(?<![\w:.-])(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![\w:])/gi, (value) =>
        this.#give("hardware address", value, (count) => `02:00:00:00:00:${hex(count)}`),
      )
      .replace(/(?<![\w:.])[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*[0-9a-f](?![\w:])/gi, (value) =>
        isIPv6(value) && value !== "::1" && !/^::ffff:0:0$/.test(value)
          ? this.#give("address", value, (count) => `2001:db8::${hex(count)}`)
          : value,
      );
  }

  #domain(value: string): string {
    return publicDomain.test(value) ? value : this.#give("domain", value, (count) => `domain-${count + 100}.example`);
  }

  #address(value: string): string {
    if (/^(127\.|0\.0\.0\.0$|255\.|192\.0\.2\.)/.test(value) || value.split(".").some((byte) => Number(byte) > 255))
      return value;
    const nets = ["192.0.2", "198.51.100", "203.0.113"];
    return this.#give(
      "address",
      value,
      (count) => `${nets[Math.floor((count - 1) / 254) % 3]}.${((count - 1) % 254) + 1}`,
    );
  }

  #give(kind: string, value: string, make: (count: number) => string): string {
    const key = `${kind} ${value.toLowerCase()}`;
    const known = this.#dynamic.get(key);
    const token = known ?? make([...this.#dynamic.keys()].filter((other) => other.startsWith(`${kind} `)).length + 1);
    this.#dynamic.set(key, token);
    return this.#count(kind, value, token);
  }
}

function hex(count: number): string {
  return count.toString(16).padStart(2, "0");
}

/** A secret as a word where its edge is one. */
function edged(value: string): string {
  const [first, last] = [/^\w/.test(value), /\w$/.test(value)];
  return `${first ? "(?<![A-Za-z0-9])" : ""}${escapeRegExp(value)}${last ? "(?![A-Za-z0-9])" : ""}`;
}

/** `ps` cuts names to 7 characters and a `+`, others end in an ellipsis; the kernel cuts a program's name at 15. */
export function cutForm(value: string): RegExp {
  const least = 6;
  const rest = [...value.slice(least, -1)].reduceRight(
    (inner, character) => `(?:${escapeRegExp(character)}${inner})?`,
    "",
  );
  const kernel = value.length > 15 ? `|${escapeRegExp(value.slice(0, 15))}(?![A-Za-z0-9])` : "";
  return new RegExp(
    `(?<![A-Za-z0-9])(?:${escapeRegExp(value.slice(0, least))}${rest}(?:\\+|…|\\.\\.\\.)${kernel})`,
    "gi",
  );
}

/** `Podder` is another name than `podder` to the system, and must stay another one. */
function cased(value: string, { value: name, token }: Identity): string {
  if (value === name || value.toLowerCase() !== name.toLowerCase()) return token;
  if (value === value.toUpperCase()) return token.toUpperCase();
  return value === value.toLowerCase() ? `${token}l` : token.charAt(0).toUpperCase() + token.slice(1);
}
