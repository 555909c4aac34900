/** What stands where something was taken out: no blank and no quote, so that a line keeps its words. */
export const removed = "[removed]";

/** Collects what is taken out, for the count and for the search at the end. */
export class Secrets {
  readonly #values = new Set<string>();
  readonly #places = new Map<string, number>();

  /** Takes a value out: the text that stands in its place. */
  take(kind: string, value: string): string {
    if (value === "" || value === removed) return value;
    this.#places.set(kind, (this.#places.get(kind) ?? 0) + 1);
    this.#values.add(value);
    const bare = unquoted(value);
    this.#values.add(bare);
    // Single words of a whole command line or of a message are any words.
    if (/^(arguments of processes|journal lines of other programs)$/.test(kind)) return removed;
    for (const word of bare.split(/\s+/)) if (word.length >= 8) this.#values.add(word);
    return removed;
  }

  /** Counts what is left out without being a secret that could stand elsewhere: a comment, a line of a script. */
  drop(kind: string): void {
    this.#places.set(kind, (this.#places.get(kind) ?? 0) + 1);
  }

  values(): readonly string[] {
    return [...this.#values];
  }

  places(): ReadonlyMap<string, number> {
    return this.#places;
  }
}

/** A word without the quotes around it. */
export function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, "$2");
}
