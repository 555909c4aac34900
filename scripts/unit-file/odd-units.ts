import { randomUnits } from "./random-units.ts";

/** A unit file whose bytes cannot be kept well as a text file, or a link in place of one. */
export type OddUnit = { readonly bytes: Uint8Array } | { readonly linkTo: string };

const plain = "[Unit]\nDescription=plain\n[Service]\nExecStart=/bin/true\n";
const service = "[Service]\nExecStart=/bin/true\n";
const mebibyte = 1024 * 1024;

/** A description line of exactly this many bytes, its key included. */
function longLine(bytes: number): string {
  return `Description=${"x".repeat(bytes - "Description=".length)}`;
}

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

const texts: Readonly<Record<string, string>> = {
  "bytes-crlf": plain.replaceAll("\n", "\r\n"),
  "bytes-crlf-continuation": "[Service]\r\nExecStart=/bin/echo \\\r\n  one \\\r\n# comment\r\n  two\r\nBogus=1\r\n",
  "bytes-cr-only": plain.replaceAll("\n", "\r"),
  "bytes-lfcr": plain.replaceAll("\n", "\n\r"),
  "bytes-mixed-ends": "[Unit]\r\nDescription=mixed\n\r\r[Service]\r\n\nBogus=1\rExecStart=/bin/true",
  "bytes-bom": `\ufeff${plain}`,
  "bytes-bom-comment": `\ufeff# a comment\n${plain}`,
  "bytes-bom-twice": `\ufeff\ufeff${plain}`,
  "bytes-bom-later": `[Unit]\n\ufeffDescription=marked\n\ufeffDescription=twice\n${service}`,
  "bytes-nul-in-value": `[Unit]\nDescription=be\0fore\n${service}Bogus=1\n`,
  "bytes-nul-line-ends": plain.replaceAll("\n", "\0"),
  "bytes-nul-after-newline": plain.replaceAll("\n", "\n\0"),
  "bytes-nul-only": "\0\0\0\0",
  "bytes-noncharacter": `[Unit]\nDescription=a\uffffb\n${service}`,
  "bytes-noncharacter-comment": `# a\uffffb\n${plain}`,
  "bytes-form-feed": `[Unit]\n\fDescription=lost\nDescription=kept\f\n${service}`,
  "bytes-vertical-tab": `[Unit]\n\vDescription=lost\n${service}`,
  "bytes-no-break-space": `[Unit]\n\u00a0Description=lost\nDescription=\u00a0kept\u00a0\n${service}`,
  "bytes-zero-width-space": `[Unit]\n\u200bDescription=lost\n\u200b[Service]\n${service}`,
  "bytes-curly-quotes": `[Service]\nEnvironment=\u201cA=x y\u201d B=1\nExecStart=/bin/echo \u201chello there\u201d \u2014now\n`,
  "bytes-emoji": `[Unit]\nDescription=pod \u{1f9ad} \u00e4\n${service}`,
  "bytes-control-in-value": `[Unit]\nDescription=a\x01b\x1b[31mred\n${service}`,
  "bytes-control-in-header": `[Unit]\nDescription=x\n[Ser\x01vice]\nExecStart=/bin/true\n`,
  "bytes-delete-in-key": `[Unit]\nDescr\x7fiption=x\n${service}`,
  "long-line-fits": `[Unit]\n${longLine(mebibyte - 1)}\n${service}`,
  "long-line-one-more": `[Unit]\nDescription=before\n${longLine(mebibyte)}\n${service}`,
  "long-line-no-newline": `${service}[Unit]\n${longLine(mebibyte)}`,
  "long-line-comment": `[Unit]\nDescription=before\n#${"x".repeat(mebibyte)}\n${service}`,
  "long-line-exec": `[Service]\nExecStart=/bin/echo "${"word ".repeat(20_000)}" end\n`,
  "long-continuation": `[Unit]\nDescription=before\nDescription=${`${"x".repeat(1000)}\\\n`.repeat(1060)}end\n${service}`,
  "long-many-lines": `[Unit]\nDescription=many\n${"# filler\n\n".repeat(20_000)}Bogus=1\n${service}`,
  "long-many-unknown-sections": `${"[Nope]\nA=1\n".repeat(20)}${service}`,
};

/** Every odd unit by its file name in the user's unit folder; the same bytes on every machine. */
export const oddUnits: ReadonlyMap<string, OddUnit> = new Map<string, OddUnit>([
  ...Object.entries(texts).map(([name, text]) => [`${name}.service`, { bytes: Buffer.from(text, "utf8") }] as const),
  ...randomUnits(150).map(([name, text]) => [name, { bytes: Buffer.from(text, "utf8") }] as const),
  ["bytes-utf16-le-bom.service", { bytes: utf16(plain, false, true) }],
  ["bytes-utf16-be-bom.service", { bytes: utf16(plain, true, true) }],
  ["bytes-utf16-le.service", { bytes: utf16(plain, false, false) }],
  ["bytes-utf16-be.service", { bytes: utf16(plain, true, false) }],
  ["bytes-latin1-value.service", { bytes: Buffer.from(`[Unit]\nDescription=f\xfcr\nBogus=1\n${service}`, "latin1") }],
  ["bytes-latin1-comment.service", { bytes: Buffer.from(`# f\xfcr\n${plain}Bogus=1\n`, "latin1") }],
  ["bytes-latin1-unknown-section.service", { bytes: Buffer.from(`[Nope]\nA=f\xfcr\n${plain}`, "latin1") }],
  ["bytes-overlong.service", { bytes: Buffer.from(`[Unit]\nDescription=\xc0\xaf\n${service}`, "latin1") }],
  ["link-to-null.service", { linkTo: "/dev/null" }],
  ["link-dangling.service", { linkTo: "/nowhere/link-dangling.service" }],
  ["link-alias.service", { linkTo: "description-quotes.service" }],
]);
