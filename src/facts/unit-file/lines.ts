/** systemd reads no line, and joins no continuation, of this many bytes or more (fileio.h, LONG_LINE_MAX). */
export const longestLine = 1024 * 1024;

/** A logical line: continuations joined, comments dropped. Its text holds one byte a character. */
export interface LogicalLine {
  readonly bytes: string;
  readonly line: number;
}

/** All logical lines, and the number of lines read before one that was too long. */
export interface LogicalLines {
  readonly lines: readonly LogicalLine[];
  readonly tooLongAfter?: number;
}

const endOfLine = /(?:\n\r?|\r\n?)\0?|\0/g;
const byteOrderMark = "\xef\xbb\xbf";

/**
 * Splits a file into logical lines as systemd does (252 to 262: config_parse() in src/shared/conf-parser.c and
 * read_line_full() in src/basic/fileio.c): LF, CR and NUL all end a line; a comment between continuation lines is
 * skipped; a BOM is dropped once, wherever it stands first.
 *
 * @param input the file's bytes, or text that is taken as UTF-8
 * @returns the lines before the first one that is too long; never throws
 */
export function logicalLines(input: Uint8Array | string): LogicalLines {
  const content = (typeof input === "string" ? Buffer.from(input, "utf8") : view(input)).toString("latin1");
  const lines: LogicalLine[] = [];
  let line = 0;
  let sawMark = false;
  let pieces: string[] = [];
  let joined = 0;
  for (const text of physicalLines(content)) {
    if (text.length >= longestLine) return { lines, tooLongAfter: line };
    line += 1;
    // systemd looks for the comment before it drops the BOM, so a comment right after a BOM is none.
    if (/^[ \t\n\r]*[#;]/.test(text)) continue;
    let piece = text;
    if (!sawMark && piece.startsWith(byteOrderMark)) {
      piece = piece.slice(byteOrderMark.length);
      sawMark = true;
    }
    if (pieces.length > 0 && joined + piece.length > longestLine) return { lines, tooLongAfter: line };
    joined += piece.length;
    if (endsEscaped(piece)) {
      pieces.push(`${piece.slice(0, -1)} `);
      continue;
    }
    lines.push({ bytes: pieces.length > 0 ? pieces.join("") + piece : piece, line });
    pieces = [];
    joined = 0;
  }
  if (pieces.length > 0) lines.push({ bytes: pieces.join(""), line: line + 1 });
  return { lines };
}

/**
 * The text of one logical line.
 *
 * @param bytes one byte a character
 * @returns the text, or undefined where systemd finds it not UTF-8 clean (utf8_is_valid(): non-characters too)
 */
export function decodeUtf8(bytes: string): string | undefined {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"));
    return /[\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/**
 * What systemd prints for a line that is not UTF-8 clean (utf8_escape_invalid()): U+FFFD for every byte of what is not.
 *
 * @param bytes one byte a character
 */
export function escapeInvalidUtf8(bytes: string): string {
  const sequences = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\s\S]/g;
  return bytes.replace(sequences, (part) => decodeUtf8(part) ?? "\ufffd".repeat(part.length));
}

function* physicalLines(content: string): Generator<string> {
  let start = 0;
  for (const end of content.matchAll(endOfLine)) {
    yield content.slice(start, end.index);
    start = end.index + end[0].length;
  }
  if (start < content.length) yield content.slice(start);
}

function endsEscaped(piece: string): boolean {
  let backslashes = 0;
  while (piece[piece.length - 1 - backslashes] === "\\") backslashes += 1;
  return backslashes % 2 === 1;
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
