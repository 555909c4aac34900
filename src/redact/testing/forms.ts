/** Every form in which a reader could find a value again: plain, percent-encoded, in base64 wherever it begins, cut. */
export function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift, "x"), bytes, Buffer.alloc(2, "x")]).toString("base64");
    return text.slice(shift === 0 ? 0 : 4, Math.floor((shift + bytes.length) / 3) * 4);
  });
  const cut = value.length > 12 ? [value.slice(0, -2)] : [];
  return [value, encodeURIComponent(value), ...shifted.filter((text) => text.length >= 8), ...cut];
}

/** What of some planted values is in a text, in any form: a line each. */
export function foundIn(text: string, planted: Readonly<Record<string, string>>): readonly string[] {
  const lower = text.toLowerCase();
  return Object.entries(planted).flatMap(([what, value]) =>
    formsOf(value).flatMap((form) => (lower.includes(form.toLowerCase()) ? [`${what}: ${form}`] : [])),
  );
}
