import { isIPv6 } from "node:net";
import { base64Forms, byteForms, escapedPattern, hexForms, mayEscape, unitForms, urlForms } from "./encodings.ts";
import { beforeSecret, type Identity } from "./identities.ts";
import { removed } from "./secrets.ts";
import { caseVariant, cutForm, escapeRegExp, spellings, wordBegins } from "./spelling.ts";
import { whyNot } from "./vocabulary.ts";

/** One kind of what was replaced: how many values, in how many places. */
interface Count {
  readonly values: Set<string>;
  places: number;
}

const unitSuffix =
  /\.(service|socket|target|timer|path|mount|automount|swap|slice|scope|container|pod|kube|volume|network|image|build|device)(\.d|\.wants|\.requires)?$/i;
/** Names in which a dash stands for a slash: a mount's, and an instance that is a path (podman-kube@-home-podder-web.yaml.service). */
const pathUnit = /[\w\\:.-]+\.(?:auto)?mount\b|(?<=@)-[\w\\:.-]+\.(?:service|socket|timer|path|target)\b/g;
/** Lines that are base64 and nothing else, but for what stands before the first. */
const folded = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{8,}(?:\r?\n[ \t]*[A-Za-z0-9+/]{4,}={0,2}(?=\s|$))+/g;
/** A domain that no scheme and no path announces: only what can be nothing else. */
const inProse =
  /(?<![\p{L}\p{N}_./@\\~-])(?:[\p{L}\p{N}][\p{L}\p{N}-]*\.)+(?:com|net|org|edu|gov|eu|de|at|ch|li|fr|nl|be|es|pt|cz|dk|se|fi|uk|ie|us|ca|au|nz|jp|cn|kr|ru|ua|br|mx|pl|local|lan|intern|internal|corp|intra|localdomain|home\.arpa)(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])/giu;
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
  /** Names in which characters are escaped. */
  readonly #escaped: readonly (readonly [RegExp, Identity])[];
  readonly #encoded: readonly string[];
  readonly #secrets: RegExp | undefined;
  readonly #dynamic = new Map<string, string>();
  /** Names in another case than they have, each with a token in another case. */
  readonly #spelled = new Map<Identity, Map<string, string>>();
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
      ...[...unitForms(identity.value), ...urlForms(identity.value), ...byteForms(identity.value)].map(
        (form) => [form.toLowerCase(), identity] as const,
      ),
    ]);
    this.#tokens = new Map(spelt);
    const forms = [...this.#tokens.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
    this.#known =
      forms.length === 0 ? undefined : new RegExp(`${wordBegins}(?:${forms.join("|")})(?![A-Za-z0-9])`, "gi");
    this.#cut = known
      .filter(({ value, kind }) => value.length >= 8 && kind !== "boot")
      .map((identity) => [cutForm(identity.value), identity] as const);
    this.#escaped = known
      .filter(({ kind }) => kind !== "boot")
      .map((identity) => [
        new RegExp(`${wordBegins}${escapedPattern(identity.value, escapeRegExp)}(?![A-Za-z0-9])`, "gi"),
        identity,
      ]);
    const names = known.flatMap(({ value }) => spellings(value));
    this.#encoded = [
      ...[...names, ...secrets].flatMap(base64Forms),
      ...[...names, ...secrets].filter((value) => !/^[\d-]*$/.test(value)).flatMap(hexForms),
    ];
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
    // The dashes of a token must be escaped there (systemd-escape(1), --path).
    const whole = this.#whole(
      clean.replace(pathUnit, (unit) => this.#whole(unit, true)),
      false,
    );
    return mayEscape.test(whole) ? this.#unescaped(whole) : whole;
  }

  #unescaped(text: string): string {
    let clean = text;
    for (const [form, identity] of this.#escaped)
      clean = clean.replace(form, () => this.#count(identity.kind, identity.value, identity.token));
    return clean;
  }

  #whole(text: string, escaped: boolean): string {
    if (!this.#known) return text;
    return text.replace(this.#known, (value) => {
      const identity = this.#tokens.get(value.toLowerCase());
      if (!identity) return value;
      const wanted = escaped || unitForms(identity.value).some((form) => form.toLowerCase() === value.toLowerCase());
      const token = wanted ? (unitForms(identity.token)[0] ?? identity.token) : this.#spell(value, identity);
      return this.#count(identity.kind, identity.value, token);
    });
  }

  /** `Podder` is another name than `podder` to the system, and must stay another one. */
  #spell(value: string, identity: Identity): string {
    if (value === identity.value || value.toLowerCase() !== identity.value.toLowerCase()) return identity.token;
    const known = this.#spelled.get(identity) ?? new Map<string, string>();
    this.#spelled.set(identity, known);
    const token = known.get(value) ?? caseVariant(identity.token, value, new Set(known.values()));
    known.set(value, token);
    return token;
  }

  /** Tokens and what they stand for, the longest tokens first. */
  map(): readonly (readonly [token: string, value: string])[] {
    const named = this.#named.map(([, identity]) => identity);
    const known = [...new Set([...this.#tokens.values(), ...named])].map(({ token, value }) => [token, value] as const);
    const found = [...this.#dynamic].map(([key, token]) => [token, key.slice(key.indexOf("\0") + 1)] as const);
    const spelled = [...this.#spelled.values()].flatMap((spellings) =>
      [...spellings].map(([value, token]) => [token, value] as const),
    );
    return [...known, ...spelled, ...found].sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  }

  /** Values found by their form. */
  found(): readonly string[] {
    return [...this.#dynamic.keys()].map((key) => key.slice(key.indexOf("\0") + 1));
  }

  /**
   * What was found by its form may stand in another place where nothing tells what it is.
   *
   * @returns replaces those values, in texts in which the rest is replaced already
   */
  rest(): (text: string) => string {
    const tokens = new Map([...this.#dynamic].map(([key, token]) => [key.slice(key.indexOf("\0") + 1), token]));
    const values = [...tokens.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
    const pattern = new RegExp(`${wordBegins}(?:${values.join("|")})(?![A-Za-z0-9])`, "gi");
    return (text) =>
      values.length === 0 ? text : text.replace(pattern, (value) => tokens.get(value.toLowerCase()) ?? value);
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

  /** A run of base64 or of hexadecimal digits that holds a known value goes whole, folded over lines or not. */
  #decoded(text: string): string {
    const unfolded = text.replace(folded, (run) => {
      const joined = run.replace(/\s+/g, "");
      return this.#encoded.some((needle) => joined.includes(needle))
        ? run.replace(/\S+/g, (line) => this.#took("base64 of known values", line))
        : run;
    });
    const needles = this.#encoded.filter((needle) => unfolded.includes(needle));
    if (needles.length === 0) return unfolded;
    return unfolded.replace(/[A-Za-z0-9+/_-]{6,}={0,2}/g, (run) =>
      needles.some((needle) => run.includes(needle)) ? this.#took("base64 of known values", run) : run,
    );
  }

  #byForm(text: string): string {
    return (
      text
        .replace(
          /(?<![\p{L}\p{N}_.+-])([\p{L}\p{N}_.+-]+)@([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+)/gu,
          (value, local, domain) => (unitSuffix.test(value) ? value : this.#mail(value, local, domain)),
        )
        .replace(
          /\b([a-z][a-z0-9+.-]*:\/\/(?:\[removed\]@)?)([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+)/giu,
          (whole, lead: string, value: string) => (/^[\d.]+$/.test(value) ? whole : lead + this.#domain(value)),
        )
        .replace(
          /(?<![\p{L}\p{N}_./@-])((?:[\p{L}\p{N}-]+\.)+[a-z]{2,})(?=(?::\d+)?\/[\w.-]+[\w/.-]*(?:[:@\s"',\\]|$))/giu,
          (value) => (unitSuffix.test(value) ? value : this.#domain(value)),
        )
        .replace(
          /(\blookup )([\p{L}\p{N}._-]+)(?=:| on )/gu,
          (_, lead: string, value: string) =>
            lead + (whyNot(value, new Set()) === undefined ? this.#domain(value) : value),
        )
        .replace(inProse, (value) => (unitSuffix.test(value) ? value : this.#domain(value)))
        .replace(/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)/g, (value) => this.#address(value))
        .replace(
          /\bip-(\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3})\b/g,
          (_, value: string) =>
            `ip-${this.#give("address in a name", value, () => this.#address(value.replaceAll("-", ".")).replaceAll(".", "-"))}`,
        )
        .replace(/(?<![\w:.-])(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![\w:])/gi, (value) =>
          this.#give("hardware address", value, (count) => `02:00:00:00:00:${hex(count)}`),
        )
        .replace(/(?<![\w:.-])(?:[0-9a-f]{2}-){5}[0-9a-f]{2}(?![\w-])/gi, (value) =>
          this.#give("hardware address", value, (count) => `02-00-00-00-00-${hex(count)}`),
        )
        // `0::/user.slice` is a control group (cgroups(7)).
        .replace(/(?<![\w:.])(?=[0-9a-f:]*:[0-9a-f:]*:)[0-9a-f:.]*[0-9a-f:](?![\w:])/gi, (value) =>
          isIPv6(value) && !/^(::1?|0::|::ffff:0:0)$/.test(value)
            ? this.#give("address", value, (count) => `2001:db8::${hex(count)}`)
            : value,
        )
    );
  }

  /** The address of a known account keeps its name, by which it may be meant (`podder@corp.example`). */
  #mail(value: string, local: string, domain: string): string {
    if (!this.#tokens.has(local.toLowerCase()))
      return this.#give("email", value, (count) => `email-${count}@example.org`);
    return `${local}@${this.#tokens.has(domain.toLowerCase()) ? domain : this.#domain(domain)}`;
  }

  #domain(value: string): string {
    // What is known is replaced as what it is known to be.
    return publicDomain.test(value) || this.#tokens.has(value.toLowerCase())
      ? value
      : this.#give("domain", value, (count) => `domain-${count + 100}.example`);
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
    const key = `${kind}\0${value.toLowerCase()}`;
    const known = this.#dynamic.get(key);
    const token = known ?? make([...this.#dynamic.keys()].filter((other) => other.startsWith(`${kind}\0`)).length + 1);
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
