import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result } from "../../diagnosis/engine.ts";
import type { CommandAnswer, Host, Identity } from "../../host/host.ts";
import type { RepairStep } from "../repair.ts";

/** Whether these tests may become another user; the ones that must are skipped, and counted so, where not. */
export const isRoot = process.getuid?.() === 0;

/** Somebody without an account: ids are all that the kernel asks for. */
export function stranger(home: string, uid = 12_345): Identity {
  return { name: "stranger", uid, gid: uid, groups: [uid], home };
}

/** A folder that is gone when the test is done. */
export function scratch(parent = tmpdir()): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(parent, "poddoctor-test-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Everything below a folder that a repair could change: kinds, modes, owners, bytes and targets. */
export function snapshot(root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = (path: string, name: string): void => {
    const { mode, uid, gid } = lstatSync(path);
    const kind = lstatSync(path);
    const owned = `${(mode & 0o7777).toString(8)} ${uid}:${gid}`;
    if (kind.isSymbolicLink()) found[name] = `link ${uid}:${gid} ${readlinkSync(path)}`;
    else if (kind.isDirectory()) found[name] = `folder ${owned}`;
    else found[name] = `${kind.isFile() ? `file ${readFileSync(path).toString("base64")}` : "special"} ${owned}`;
    if (kind.isDirectory()) for (const entry of readdirSync(path)) visit(`${path}/${entry}`, `${name}/${entry}`);
  };
  visit(root, "");
  return found;
}

/** What the engine would hand over for these steps. */
export function resultOf(check: string, ...steps: readonly RepairStep[]): Result {
  return {
    check,
    group: "unit-file",
    subject: "host",
    status: "fail",
    summary: `${check} is broken`,
    evidence: [],
    repair: { steps, consent: "normal" },
  };
}

/** A host on which every command does what `answer` says, and writes down what was asked. */
export function commandHost(
  answer: (argv: readonly string[]) => Partial<{ exit: number; stderr: string }> = () => ({}),
) {
  const asked: string[] = [];
  const host: Pick<Host, "run" | "stat"> = {
    async run(argv): Promise<CommandAnswer> {
      asked.push(argv.join(" "));
      return { outcome: "exited", exit: 0, stdout: "running\n", stderr: "", truncated: false, ...answer(argv) };
    },
    async stat() {
      return { outcome: "absent" };
    },
  };
  return { host: host as Host, asked };
}
