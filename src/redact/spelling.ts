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
