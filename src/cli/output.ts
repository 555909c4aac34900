import { writeSync } from "node:fs";

/** What was asked for cannot be written: a full disk, no rights. It is lost, and must not seem done: exit status 3. */
export class OutputLost extends Error {
  override readonly name = "OutputLost";
}

/**
 * Writes to standard output, all of it before it returns. A reader who has left (EPIPE) wants no more, and that is no
 * failure.
 *
 * @throws OutputLost where it cannot be written
 */
export function write(content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (code === "EPIPE") return;
      if (code === "") throw error;
      if (code !== "EAGAIN") throw new OutputLost(`standard output cannot be written (${code})`);
      // A pipe that somebody else made non-blocking is full: its reader needs a moment.
      Bun.sleepSync(5);
    }
  }
}

/** Writes a text and ends its line. */
export function say(text: string): void {
  write(`${text}\n`);
}
