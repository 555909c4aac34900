import { nearest } from "../facts/unit-file/nearest.ts";
import { printable } from "../present/printable.ts";

/** The command line asks for something that does not exist: exit status 2, and nothing on standard output. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Names the word that was most likely meant.
 *
 * @returns `, did you mean X?`, or nothing where no candidate is near, or the word is one itself (getent(1) takes a name of digits for a uid)
 */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === undefined || meant === word ? "" : `; did you mean ${printable(meant)}?`;
}
