import { PlantFailed } from "./planting.ts";

/** How one piece of work ended. */
export type Ended<Result> = {
  readonly seconds: number;
  /** When the run began in which it ended like that (RFC 3339). */
  readonly run: string;
} & (
  | { readonly outcome: "judged"; readonly result: Result; readonly hiccup?: string }
  /** The case is wrong, or the machine, the mirror or a time limit was in the way twice. */
  | { readonly outcome: "broken"; readonly why: string; readonly isCase: boolean }
);

/** When this run began: a process is one run. */
export const THIS_RUN = new Date().toISOString();

/**
 * Does all the work, `atOnce` pieces at a time, in the order given. What throws is a hiccup of the machine and is done
 * once more; what a piece finds is its result, and never done again.
 *
 * @param onEnd told of each piece as it ends
 */
export async function doAll<Piece, Result>(
  pieces: readonly Piece[],
  atOnce: number,
  work: (piece: Piece) => Promise<Result>,
  onEnd: (piece: Piece, ended: Ended<Result>) => void,
): Promise<readonly (readonly [Piece, Ended<Result>])[]> {
  const ended: (readonly [Piece, Ended<Result>])[] = new Array(pieces.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < pieces.length; at = next++) {
      const piece = pieces[at] as Piece;
      const end = await twice(() => work(piece));
      ended[at] = [piece, end];
      onEnd(piece, end);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, worker));
  return ended;
}

async function twice<Result>(work: () => Promise<Result>): Promise<Ended<Result>> {
  let hiccup: string | undefined;
  for (;;) {
    const begun = Date.now();
    const seconds = (): number => Math.round((Date.now() - begun) / 100) / 10;
    try {
      const result = await work();
      return {
        outcome: "judged",
        result,
        run: THIS_RUN,
        seconds: seconds(),
        ...(hiccup === undefined ? {} : { hiccup }),
      };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const isCase = error instanceof PlantFailed;
      if (isCase || hiccup !== undefined) return { outcome: "broken", why, isCase, run: THIS_RUN, seconds: seconds() };
      hiccup = why;
    }
  }
}
