import { writeSync } from "node:fs";
import { beforeSignalled } from "./signals.ts";
import { canAnimate } from "./terminal.ts";

const frames = ["|", "/", "-", "\\"];
/** A diagnosis that is done by then needs no progress. */
const patienceMs = 250;
const frameMs = 100;

export interface Progress {
  /** One more of what is counted is done. */
  step(): void;
  /** Takes the line away; may be called twice. */
  stop(): void;
}

let current: Progress | undefined;

/** Draws a spinner on standard error where that is a terminal; does nothing elsewhere. */
export function startProgress(what: string, total: number): Progress {
  if (!canAnimate()) return { step: () => {}, stop: () => {} };
  const started = performance.now();
  let done = 0;
  let drawn = 0;
  const timer = setInterval(() => {
    if (performance.now() - started < patienceMs) return;
    draw(`\r${frames[drawn % frames.length]} ${what}: ${done} of ${total}\x1b[K`);
    drawn += 1;
  }, frameMs);
  timer.unref();
  current = {
    step: () => {
      done += 1;
    },
    stop: () => {
      clearInterval(timer);
      if (drawn > 0) draw("\r\x1b[K");
      drawn = 0;
    },
  };
  beforeSignalled(stopProgress);
  return current;
}

/** Leaves the terminal as it was, on whatever way out. */
export function stopProgress(): void {
  current?.stop();
}

function draw(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // A terminal that cannot be written to shows no progress.
  }
}
