import type { Bundle } from "../report/bundle.ts";
import type { Style } from "./style.ts";
import { hang } from "./wrap.ts";

export interface WrittenReport {
  /** Absent where it went to standard output. */
  readonly path: string | undefined;
  readonly bytes: number;
  readonly id: string;
  readonly bundle: Bundle;
  /** Checks on which the replay differs from the host. */
  readonly changed: readonly string[];
}

/** What was written, and what was replaced in it: to be read before it is given away. */
export function renderWritten({ path, bytes, id, bundle, changed }: WrittenReport, style: Style): string {
  const { mode, replaced, left } = bundle.redaction;
  const { symbols } = style;
  const where = path === undefined ? [] : [`${style.data(path)}  (${Math.ceil(bytes / 1000)} kB, for you alone)`];
  const counts = replaced.map(({ kind, values, places }) =>
    values === places ? `${kind}: ${places}` : `${kind}: ${values} in ${places} places`,
  );
  return [
    ...where,
    ...hang(
      "  ",
      mode === "none"
        ? "not redacted: names and addresses are real"
        : `replaced or taken out: ${counts.join(` ${symbols.dot} `) || "nothing"}`,
    ),
    ...(mode === "none" && counts.length > 0 ? hang("  ", `taken out: ${counts.join(` ${symbols.dot} `)}`) : []),
    ...left.flatMap((what) => hang("  ", `left as it is: ${style.data(what)}`)),
    ...(changed.length > 0
      ? hang(`${symbols.risk} `, `replayed, these say something else than on the host: ${changed.join(", ")}`)
      : []),
    ...(path === undefined ? [] : ["", ...hang("", `Look at it first, then attach it. Anyone: poddoctor replay FILE`)]),
    // On a line of its own, whole: it is there to be copied.
    ...(mode === "full" ? ["An answer with the real names:", `  poddoctor report --unmask FILE --map ${id}`] : []),
  ].join("\n");
}
