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

/** As systemd writes a value within a unit's name (systemd-escape(1)): byte for byte. */
export function unitForms(value: string): readonly string[] {
  const escaped = value.replace(/[^A-Za-z0-9:_./]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
  );
  return escaped === value ? [] : [escaped];
}

/** UTF-8 that was read byte for byte: what stands in a journal entry or a file that is no UTF-8 as a whole. */
export function byteForms(value: string): readonly string[] {
  const bytes = Buffer.from(value, "utf8").toString("latin1");
  return bytes === value ? [] : [bytes];
}

/** A value as hexadecimal digits, as the kernel's audit writes a command line. */
export function hexForms(value: string): readonly string[] {
  const hex = Buffer.from(value, "utf8").toString("hex");
  return hex.length < leastHex ? [] : [hex, hex.toUpperCase()];
}

/** Four letters: shorter runs of digits are found in any id by chance. */
const leastHex = 8;

/** Whether a text may hold a value in which characters are escaped. */
export const mayEscape = /%[0-9a-f]{2}|\\(?:x[0-9a-f]{2}|u00[0-9a-f]{2}|[0-3][0-7]{2})|=[0-9A-F]{2}|&#x?[0-9a-f]+;/i;

/** The text of a pattern for a value of which any character may be escaped: as in URLs, JSON, C, mails and HTML. */
export function escapedPattern(value: string, literal: (text: string) => string): string {
  return [...value]
    .map((character) => {
      const forms = (of: string) => {
        const bytes = [...Buffer.from(of)];
        const each = (form: (hex: string, octal: string) => string) =>
          bytes.map((byte) => form(byte.toString(16).padStart(2, "0"), byte.toString(8).padStart(3, "0"))).join("");
        const code = of.codePointAt(0) ?? 0;
        return [
          each((hex) => `%(?:25)*${hex}`),
          each((hex) => `\\\\{1,8}x${hex}`),
          each((_, octal) => `\\\\{1,8}${octal}`),
          each((hex) => `=${hex}`),
          `\\\\{1,8}u${code.toString(16).padStart(4, "0")}`,
          `&#0*${code};`,
          `&#x0*${code.toString(16)};`,
        ];
      };
      const cases = [...new Set([character, character.toLowerCase(), character.toUpperCase()])];
      return `(?:${[literal(character), ...cases.flatMap(forms)].join("|")})`;
    })
    .join("");
}
