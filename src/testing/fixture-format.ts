import type { Recording } from "../host/recording.ts";

/**
 * How a recorded host is kept below fixtures/hosts: whole, or as what differs from another one, so that a reader sees
 * what the fault changed. Texts stand as lists of lines; a changed text as a list of edits.
 */
export interface Fixture {
  readonly schema: "poddoctor/fixture/1";
  /** `user.json` differs from the `root.json` beside it; another host's from its healthy base. Absent where it is whole. */
  readonly differsFrom?: string;
  /**
   * What is not as the host said it, so that a second recording gives the same bytes. Said where the recording is whole,
   * and true of all that differ from it.
   */
  readonly normalised?: readonly string[];
  /** Of a host that was not booted: which recorded one it is made of, and from where what differs is known. */
  readonly made?: { readonly from: string; readonly source: string };
  readonly at: string;
  readonly caller: Recording["caller"];
  readonly answers: { readonly [T in Table]?: Readonly<Record<string, unknown>> };
  /** Questions that the other recording answers, and that were not asked here. */
  readonly notAsked?: { readonly [T in Table]?: readonly string[] };
}

export const tables = ["commands", "files", "stats", "lists"] as const;
export type Table = (typeof tables)[number];

type Answer = Readonly<Record<string, unknown>>;
type Answers = Readonly<Record<string, Answer>>;

/** The fields of an answer that hold text. */
const texts = new Set(["stdout", "stderr", "text"]);

/** An edit of a text: at this line (counted from 0, in the text as it was), these lines give way to those. */
interface Edit {
  readonly at: number;
  readonly was?: readonly string[];
  readonly is?: readonly string[];
}

/** Writes a recording down, whole or as what differs from another one. */
export function toFixture(
  recording: Recording,
  normalised: readonly string[],
  base?: { readonly name: string; readonly recording: Recording },
  made?: Fixture["made"],
): Fixture {
  const answers: { [T in Table]?: Record<string, unknown> } = {};
  const notAsked: { [T in Table]?: readonly string[] } = {};
  for (const table of tables) {
    const own = answersOf(recording, table);
    const other: Answers = base ? answersOf(base.recording, table) : {};
    const written = Object.entries(own).flatMap(([question, answer]) => {
      const before = other[question];
      return before && Bun.deepEquals(before, answer) ? [] : [[question, writeAnswer(answer, before)] as const];
    });
    const gone = Object.keys(other).filter((question) => !Object.hasOwn(own, question));
    if (written.length > 0) answers[table] = Object.fromEntries(written);
    if (gone.length > 0) notAsked[table] = gone;
  }
  return {
    schema: "poddoctor/fixture/1",
    ...(base ? { differsFrom: base.name } : { normalised }),
    ...(made ? { made } : {}),
    at: recording.at,
    caller: recording.caller,
    answers,
    ...(Object.keys(notAsked).length > 0 ? { notAsked } : {}),
  };
}

/**
 * The recording that a fixture stands for.
 *
 * @throws where the other recording is not the one that the fixture was written against
 */
export function fromFixture(fixture: Fixture, base?: Recording): Recording {
  const filled = Object.fromEntries(
    tables.map((table) => {
      const own = fixture.answers[table] ?? {};
      const before = base ? answersOf(base, table) : {};
      const gone = new Set(fixture.notAsked?.[table] ?? []);
      for (const question of gone) if (!Object.hasOwn(before, question)) throw stale(question);
      const kept = Object.entries(before).filter(([question]) => !gone.has(question) && !Object.hasOwn(own, question));
      const read = Object.entries(own).map(
        ([question, answer]) => [question, readAnswer(answer, before[question])] as const,
      );
      return [table, Object.fromEntries([...kept, ...read].sort(([a], [b]) => (a < b ? -1 : 1)))] as const;
    }),
  );
  return { schema: "poddoctor/recording/1", at: fixture.at, caller: fixture.caller, ...filled } as unknown as Recording;
}

function answersOf(recording: Recording, table: Table): Answers {
  return recording[table] as unknown as Answers;
}

function writeAnswer(answer: Answer, before: Answer | undefined): unknown {
  return Object.fromEntries(
    Object.entries(answer).map(([field, value]) => {
      if (!texts.has(field) || typeof value !== "string" || !value.includes("\n")) return [field, value];
      const old = before?.[field];
      const lines = value.split("\n");
      if (typeof old !== "string" || !old.includes("\n")) return [field, lines];
      const edits = editsOf(old.split("\n"), lines);
      return [field, JSON.stringify(edits).length < JSON.stringify(lines).length ? { edits } : lines];
    }),
  );
}

function readAnswer(written: unknown, before: Answer | undefined): Answer {
  return Object.fromEntries(
    Object.entries(written as Answer).map(([field, value]) => {
      if (!texts.has(field) || typeof value === "string") return [field, value];
      if (Array.isArray(value)) return [field, value.join("\n")];
      const old = before?.[field];
      if (typeof old !== "string") throw stale(field);
      return [field, applied((value as { edits: readonly Edit[] }).edits, old.split("\n")).join("\n")];
    }),
  );
}

function stale(what: string): Error {
  return new Error(`this fixture was written against another recording (${what}): record it again`);
}

/** The edits that make one list of lines of another, by their longest common subsequence. */
export function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const width = after.length + 1;
  const longest = new Uint32Array((before.length + 1) * width);
  const common = (a: number, b: number) => longest[a * width + b] ?? 0;
  for (let a = before.length - 1; a >= 0; a -= 1) {
    for (let b = after.length - 1; b >= 0; b -= 1) {
      longest[a * width + b] =
        before[a] === after[b] ? common(a + 1, b + 1) + 1 : Math.max(common(a + 1, b), common(a, b + 1));
    }
  }
  const edits: { at: number; was: string[]; is: string[] }[] = [];
  let open: (typeof edits)[number] | undefined;
  const edit = (at: number) => {
    open ??= edits[edits.push({ at, was: [], is: [] }) - 1];
    return open;
  };
  for (let a = 0, b = 0; a < before.length || b < after.length; ) {
    const [old, fresh] = [before[a], after[b]];
    if (old !== undefined && old === fresh) {
      open = undefined;
      a += 1;
      b += 1;
    } else if (fresh === undefined || (old !== undefined && common(a + 1, b) >= common(a, b + 1))) {
      edit(a)?.was.push(old ?? "");
      a += 1;
    } else {
      edit(a)?.is.push(fresh);
      b += 1;
    }
  }
  return edits.map(({ at, was, is }) => ({ at, ...(was.length > 0 ? { was } : {}), ...(is.length > 0 ? { is } : {}) }));
}

function applied(edits: readonly Edit[], before: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let from = 0;
  for (const { at, was = [], is = [] } of edits) {
    if (was.some((line, index) => before[at + index] !== line)) throw stale(was.join(" / "));
    lines.push(...before.slice(from, at), ...is);
    from = at + was.length;
  }
  return [...lines, ...before.slice(from)];
}
