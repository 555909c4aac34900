/** A value as a base64 text may hold it: at each of the three places in a group, without the edges that depend on its neighbours. */
export function base64Forms(value: string): readonly string[] {
  const bytes = Buffer.from(value, "utf8");
  const forms = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const from = shift === 0 ? 0 : shift + 1;
    const whole = (shift + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    return text.slice(from, whole);
  });
  const urlSafe = forms.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  return [...new Set([...forms, ...urlSafe])].filter((form) => form.length >= leastForm);
}

/** Shorter pieces of base64 are found in any text by chance. */
const leastForm = 6;

/** A value percent-encoded, where that differs from it. */
export function urlForms(value: string): readonly string[] {
  const encoded = encodeURIComponent(value);
  return encoded === value ? [] : [encoded, encoded.replace(/%20/g, "+"), encoded.toLowerCase()];
}

/** As systemd writes a value within a unit's name (systemd-escape(1)). */
export function unitForms(value: string): readonly string[] {
  const escaped = value.replace(
    /[^A-Za-z0-9:_./]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return escaped === value ? [] : [escaped];
}
