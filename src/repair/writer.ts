import { realpathSync } from "node:fs";
import type { Identity } from "../host/host.ts";
import { AccountWriter } from "./account-writer.ts";
import { applyChange, type ChangeOutcome, type FaultPoint, type FileChange, reasonOf } from "./change.ts";
import { type FileState, readFileState } from "./file-state.ts";
import { foreignFolder } from "./trusted-path.ts";

/** A state, or why it cannot be seen. */
export type Look = { readonly state: FileState } | { readonly refused: string };

/** The interface that writes. Only src/repair holds one; it acts with the rights of exactly one user. */
export interface Writer {
  look(path: string): Promise<Look>;
  /** Where a path leads once every link is followed; the path itself where it leads nowhere. */
  resolve(path: string): Promise<string>;
  change(change: FileChange): Promise<ChangeOutcome>;
  end(): Promise<void>;
}

/** Writes as whoever runs poddoctor. */
export class OwnWriter implements Writer {
  readonly #fault: FaultPoint;

  constructor(fault: FaultPoint = () => {}) {
    this.#fault = fault;
  }

  async look(path: string): Promise<Look> {
    return lookAt(path);
  }

  async resolve(path: string): Promise<string> {
    return resolvePath(path);
  }

  async change(change: FileChange): Promise<ChangeOutcome> {
    return applyChange(change, this.#fault);
  }

  async end(): Promise<void> {}
}

/**
 * Writes what is root's for another account, and only where nobody but root could have put something else in the way:
 * a link to it in a folder of the account's would have root change what the account may not.
 */
export class RootWriter extends OwnWriter {
  override async look(path: string): Promise<Look> {
    const why = whyNotRoots(path);
    return why === undefined ? super.look(path) : { refused: why };
  }

  override async change(change: FileChange): Promise<ChangeOutcome> {
    const why = whyNotRoots(change.path);
    return why === undefined ? super.change(change) : { outcome: "failed", detail: why };
  }
}

function whyNotRoots(path: string): string | undefined {
  try {
    const folder = foreignFolder(path);
    return folder === undefined ? undefined : `${path}: ${folder} is not root's alone, so root writes nothing there`;
  } catch (error) {
    return `${path}: ${reasonOf(error)}`;
  }
}

/** The writer for what is the account's: in this process where that is who runs it, else in a child that becomes it. */
export function writerFor(account: Identity, callerUid: number): Writer {
  return account.uid === callerUid ? new OwnWriter() : new AccountWriter(account);
}

export function lookAt(path: string): Look {
  try {
    return { state: readFileState(path) };
  } catch (error) {
    return { refused: `${path}: ${reasonOf(error)}` };
  }
}

export function resolvePath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
