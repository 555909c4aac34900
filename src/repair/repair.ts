/** Whose right a step needs: the account's own, or root's. What lies below a home is always the account's. */
export type Hand = "user" | "root";

/** One step of a repair, as a check asks for it: what shall be, not how it is written. */
export type RepairStep =
  | { readonly kind: "command"; readonly as: Hand; readonly argv: readonly string[]; readonly undo?: readonly string[] }
  | { readonly kind: "directory"; readonly as: Hand; readonly path: string }
  | { readonly kind: "file"; readonly as: Hand; readonly path: string; readonly content: string | Uint8Array }
  | { readonly kind: "edit"; readonly as: Hand; readonly path: string; readonly edits: readonly LineEdit[] }
  | { readonly kind: "link"; readonly as: Hand; readonly path: string; readonly target: string }
  | { readonly kind: "move"; readonly as: Hand; readonly from: string; readonly to: string }
  | { readonly kind: "remove"; readonly as: Hand; readonly path: string }
  | { readonly kind: "mode"; readonly as: Hand; readonly path: string; readonly mode: number };

/** Replaces one line of a file, and nothing if that line is not what the check read. */
export interface LineEdit {
  /** From 1. */
  readonly line: number;
  /** The line must hold this text, which is replaced once. */
  readonly from: string;
  readonly to: string;
}

/** What mends a finding. Pure data: src/repair resolves it against the host, shows it, applies it and takes it back. */
export interface Repair {
  readonly steps: readonly RepairStep[];
  /** `explicit`: somebody may have meant it so (a mask); done only where the check is named, or each step is asked for. */
  readonly consent: "normal" | "explicit";
}

/** A repair that needs no more than a yes. */
export function repairOf(...steps: readonly RepairStep[]): Repair {
  return { steps, consent: "normal" };
}

/** A repair of what somebody may have meant. */
export function explicitRepairOf(...steps: readonly RepairStep[]): Repair {
  return { steps, consent: "explicit" };
}

/** The drop-in that poddoctor writes for a unit: one file, so that it can be found, read and removed. */
export function dropIn(userDirectory: string, unit: string, check: string, lines: readonly string[]): RepairStep {
  // Two repairs of one unit must not write one file; the name says which it is.
  const path = `${userDirectory}/${unit}.d/50-poddoctor-${check}.conf`;
  return { kind: "file", as: "user", path, content: `# poddoctor: ${check}\n${lines.join("\n")}\n` };
}

/** The link that `systemctl --user enable` makes; made by hand, it needs no running manager. */
export function enableLink(userDirectory: string, unit: string, fragment: string): RepairStep {
  return { kind: "link", as: "user", path: `${userDirectory}/default.target.wants/${unit}`, target: fragment };
}
