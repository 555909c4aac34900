/**
 * A token in another case, for a name in another case than it has: the first letter or all of them as in the name where
 * that is free, else any other, so that two names that differ are two tokens that differ.
 *
 * @param taken variants that stand for other spellings
 */
export function caseVariant(token: string, name: string, taken: ReadonlySet<string>): string {
  const capital = token.charAt(0).toUpperCase() + token.slice(1);
  const wanted = name === name.toUpperCase() ? [token.toUpperCase(), capital] : [capital, token.toUpperCase()];
  const free = [...wanted, ...allCases(token)].find((variant) => variant !== token && !taken.has(variant));
  return free ?? capital;
}

function* allCases(token: string): Generator<string> {
  const letters = Math.min([...token].filter(isLetter).length, 12);
  for (let mask = 1; mask < 2 ** letters; mask += 1) {
    let at = 0;
    yield [...token]
      .map((character) => (isLetter(character) && (mask >> at++) & 1 ? character.toUpperCase() : character))
      .join("");
  }
}

function isLetter(character: string): boolean {
  return /[a-z]/.test(character);
}

/** A name as it is likely to be written somewhere: as it is, in small and in capital letters, with a capital in front. */
export function spellings(name: string): readonly string[] {
  const small = name.toLowerCase();
  return [...new Set([name, small, name.toUpperCase(), small.charAt(0).toUpperCase() + small.slice(1)])];
}

/** Before a name: no letter and no digit, unless they belong to an escape. */
export const wordBegins =
  "(?:(?<![A-Za-z0-9])|(?<=\\\\x[0-9a-f]{2}|%[0-9a-f]{2}|\\\\u[0-9a-f]{4}|\\\\[nrtbfv]|\\u001b\\[[0-9;]*m))";

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

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
