import { dirname, isAbsolute, join } from "node:path";
import type { Result } from "../diagnosis/engine.ts";
import { type FileChange, missingParents } from "./change.ts";
import { contentOf, type FileState, fileWith, sameState } from "./file-state.ts";
import type { Hand, RepairStep } from "./repair.ts";
import type { Writer } from "./writer.ts";

/** A step resolved against the host: exactly what will be done, and from which state. */
export type PlannedStep =
  | { readonly kind: "change"; readonly as: Hand; readonly change: FileChange }
  | {
      readonly kind: "command";
      readonly as: Hand;
      readonly argv: readonly string[];
      readonly undo?: readonly string[];
    };

/** What will be done for one finding. */
export interface PlannedRepair {
  readonly check: string;
  readonly subject: string;
  readonly summary: string;
  /** root's as soon as one step is. */
  readonly tier: Hand;
  readonly consent: "normal" | "explicit";
  readonly steps: readonly PlannedStep[];
  /** Why it cannot be done as it stands; nothing of it will be tried then. */
  readonly obstacle?: string;
}

export interface Selection {
  /** Ids named by --only: their advice is mended, too, and masks are taken off. */
  readonly only: readonly string[];
}

/** The writers by hand; root's is missing where poddoctor is not root. */
export interface Writers {
  readonly user: Writer;
  readonly root?: Writer;
}

/** The findings that a repair exists for and that ask for one: root causes that fail or may, and what was named. */
export function repairable(results: readonly Result[], { only }: Selection): readonly Result[] {
  return results.filter(({ check, status, repair, consequenceOf }) => {
    if (!repair || consequenceOf) return false;
    return status === "fail" || status === "warn" || (status === "advice" && only.includes(check));
  });
}

/**
 * Resolves repairs against the host as it is now. States that earlier steps of the plan will have made count for the
 * later ones, so that two repairs may need the same folder.
 */
export async function planRepairs(results: readonly Result[], writers: Writers): Promise<readonly PlannedRepair[]> {
  const resolver = new Resolver(writers);
  const planned: PlannedRepair[] = [];
  for (const { check, subject, summary, repair } of results) {
    if (!repair) continue;
    const tier = repair.steps.some(({ as }) => as === "root") ? ("root" as const) : ("user" as const);
    const base = { check, subject, summary, tier, consent: repair.consent };
    try {
      const steps: PlannedStep[] = [];
      for (const step of repair.steps) steps.push(...(await resolver.resolve(step)));
      // What an earlier repair of this plan does already is not done twice.
      if (steps.length > 0) planned.push({ ...base, steps });
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error;
      planned.push({ ...base, steps: [], obstacle: error.message });
    }
  }
  return planned;
}

/** A repair cannot be planned; expected, and said to the reader. */
class Obstacle extends Error {}

class Resolver {
  readonly #writers: Writers;
  readonly #states = new Map<string, FileState>();

  constructor(writers: Writers) {
    this.#writers = writers;
  }

  async resolve(step: RepairStep): Promise<readonly PlannedStep[]> {
    switch (step.kind) {
      case "command":
        return [step];
      case "directory":
        return [
          ...(await this.#parents(step.as, step.path)),
          ...(await this.#make(step.as, step.path, { kind: "directory" })),
        ];
      case "file":
        return this.#place(step.as, step.path, fileWith(step.content));
      case "link":
        return this.#place(step.as, step.path, { kind: "symlink", target: step.target });
      case "remove":
        return this.#make(step.as, step.path, { kind: "absent" });
      case "edit": {
        const path = await this.#writer(step.as).resolve(step.path);
        const before = await this.#look(step.as, path);
        if (before.kind !== "file") throw new Obstacle(`${path} is no file that could be edited`);
        return this.#make(step.as, path, fileWith(edited(path, before, step.edits), before.mode));
      }
      case "mode": {
        const path = await this.#writer(step.as).resolve(step.path);
        const before = await this.#look(step.as, path);
        if (before.kind !== "file") throw new Obstacle(`${path} is no file`);
        return this.#make(step.as, path, { ...before, mode: step.mode });
      }
      case "move": {
        const from = await this.#look(step.as, step.from);
        if (from.kind !== "file" && from.kind !== "symlink")
          throw new Obstacle(`${step.from} is no file that could be moved`);
        const to = await this.#look(step.as, step.to);
        const after = moved(from, step.from);
        // The same is there where an earlier run was ended between the two steps.
        if (to.kind !== "absent" && !sameState(to, after)) throw new Obstacle(`${step.to} is there already`);
        return [
          ...(await this.#place(step.as, step.to, after)),
          ...(await this.#make(step.as, step.from, { kind: "absent" })),
        ];
      }
    }
  }

  async #place(as: Hand, path: string, after: FileState): Promise<readonly PlannedStep[]> {
    return [...(await this.#parents(as, path)), ...(await this.#make(as, path, after))];
  }

  async #parents(as: Hand, path: string): Promise<readonly PlannedStep[]> {
    const there = new Set<string>();
    for (let parent = dirname(path); parent !== dirname(parent); parent = dirname(parent)) {
      const { kind } = await this.#look(as, parent);
      if (kind === "absent") continue;
      // A link to a folder serves; one that leads elsewhere shows when it is written through.
      if (kind !== "directory" && kind !== "symlink") throw new Obstacle(`${parent} is no folder`);
      there.add(parent);
    }
    const steps: PlannedStep[] = [];
    for (const parent of missingParents(path, (candidate) => there.has(candidate))) {
      steps.push(...(await this.#make(as, parent, { kind: "directory" })));
    }
    return steps;
  }

  async #make(as: Hand, path: string, after: FileState): Promise<readonly PlannedStep[]> {
    const before = await this.#look(as, path);
    if (before.kind === "other") throw new Obstacle(`${path} ${before.what}`);
    if (sameState(before, after)) return [];
    if (before.kind === "directory") throw new Obstacle(`${path} is a folder`);
    this.#states.set(path, after);
    return [{ kind: "change", as, change: { path, before, after } }];
  }

  async #look(as: Hand, path: string): Promise<FileState> {
    const known = this.#states.get(path);
    if (known) return known;
    const look = await this.#writer(as).look(path);
    if ("refused" in look) throw new Obstacle(look.refused);
    return look.state;
  }

  /** What only root may do is still planned for the account, from what it can see, to be shown as root's block. */
  #writer(as: Hand): Writer {
    return (as === "root" ? this.#writers.root : undefined) ?? this.#writers.user;
  }
}

/** A link that is relative leads elsewhere from elsewhere. */
function moved(state: FileState, from: string): FileState {
  if (state.kind !== "symlink" || isAbsolute(state.target)) return state;
  return { kind: "symlink", target: join(dirname(from), state.target) };
}

function edited(path: string, state: FileState, edits: Extract<RepairStep, { kind: "edit" }>["edits"]): Uint8Array {
  // latin1 keeps every byte as it is, whatever the file's encoding.
  const lines = contentOf(state).toString("latin1").split("\n");
  for (const { line, from, to } of edits) {
    const text = lines[line - 1];
    const bytes = (value: string) => Buffer.from(value, "utf8").toString("latin1");
    if (text === undefined || !text.includes(bytes(from)))
      throw new Obstacle(`${path}, line ${line} is not what it was`);
    lines[line - 1] = text.replace(bytes(from), () => bytes(to));
  }
  return Buffer.from(lines.join("\n"), "latin1");
}
