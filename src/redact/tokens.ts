import type { Recording } from "../host/recording.ts";
import { wordsOf } from "../host/recording.ts";
import type { Identity, IdentityKind } from "./identities.ts";
import { escapeRegExp } from "./spelling.ts";

/**
 * Tokens have the form of what they stand for, and none is in the recording already. Units and folders come in the order
 * of their names, and commands name them in that order: where a token would change it, a letter in front keeps it.
 */
export function withTokens(
  found: ReadonlyMap<string, IdentityKind>,
  all: string,
  sortable: readonly (readonly string[])[],
): readonly Identity[] {
  const counts = new Map<string, number>();
  const fresh = (kind: string, make: (count: number) => string) => {
    for (;;) {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const token = make(count);
      if (!wordOf(token).test(all)) return token;
    }
  };
  const boots = new Map<string, number>();
  const tokenOf = (value: string, kind: IdentityKind) => {
    switch (kind) {
      case "user":
      case "host":
      case "secret":
      case "person":
        return fresh(kind, (count) => `${kind}-${count}`);
      case "home":
        return fresh(kind, (count) => `/home/home-${count}`);
      case "domain":
        return fresh(kind, (count) => `domain-${count}.example`);
      case "pod":
      case "container":
        // Without a dash: to systemd a dash in a unit's name is a level of a hierarchy.
        return fresh(kind, (count) => `${kind}${count}`);
      case "boot": {
        const bare = value.replaceAll("-", "");
        const count = boots.get(bare) ?? boots.size + 1;
        boots.set(bare, count);
        const dashed = `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`;
        return value.includes("-") ? dashed : dashed.replaceAll("-", "");
      }
    }
  };
  let groups = sortable.map((names) => [...new Set(names)].sort(inOrder)).filter((names) => names.length > 1);
  // The longest first, as they are replaced.
  const identities = [...found].map(([value, kind]) => ({ kind, value, token: tokenOf(value, kind) }));
  return [...identities]
    .sort((a, b) => b.value.length - a.value.length)
    .map((identity) => {
      const pattern = new RegExp(wordOf(identity.value).source, "gi");
      const touched =
        identity.kind === "boot" || identity.kind === "secret"
          ? []
          : groups.filter((names) => names.some((name) => name.search(pattern) >= 0));
      if (touched.length === 0) return identity;
      const mapped = (names: readonly string[], token: string) => names.map((name) => name.replace(pattern, token));
      const fits = (token: string) => touched.every((names) => isInOrder(mapped(names, token)));
      const token = (leads.find((lead) => fits(lead + identity.token)) ?? "") + identity.token;
      groups = groups.map((names) => (touched.includes(names) ? mapped(names, token) : names));
      return { ...identity, token };
    });
}

const letters = [..."abcdefghijklmnopqrstuvwxyz"];
/** What may stand in front of a token: nothing, a letter, two, three. */
const leads = [
  "",
  ...letters,
  ...letters.flatMap((a) => letters.map((b) => a + b)),
  ...letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c))),
];

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isInOrder(names: readonly string[]): boolean {
  return names.every((name, index) => index === 0 || inOrder(names[index - 1] ?? "", name) <= 0);
}

function wordOf(text: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${escapeRegExp(text)}(?![A-Za-z0-9])`, "i");
}

/** Names that are put in order somewhere: what lies in a folder, what a command is asked about, and all units. */
export function sortableNames({ lists, commands }: Recording, all: string): readonly (readonly string[])[] {
  const folders = Object.values(lists).map((answer) =>
    answer.outcome === "listed" ? answer.entries.map((entry) => entry.name) : [],
  );
  const asked = Object.keys(commands).map((question) => {
    const words = wordsOf(question);
    return words.includes("--") ? words.slice(words.indexOf("--") + 1) : [];
  });
  const units =
    all.match(/[\w@:.\\-]+\.(?:service|container|pod|kube|volume|network|image|build|socket|target|timer)\b/g) ?? [];
  return [...folders, ...asked, units];
}
