import { chmodSync, chownSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AccountWriter } from "../account-writer.ts";
import { accountWriterWord } from "../account-writer-protocol.ts";
import { scratch, stranger } from "./ground.ts";

/** What runs src/main.ts where the tests are run from sources. */
export const fromSources = [process.execPath, join(import.meta.dir, "../../main.ts")];

/** A home of somebody without an account, who may walk to it. */
export function homeOfStranger(parent?: string) {
  const folder = scratch(parent);
  chmodSync(folder.path, 0o755);
  chownSync(folder.path, 12_345, 12_345);
  const account = stranger(folder.path);
  return { ...folder, account, writer: new AccountWriter(account, fromSources) };
}

/** Runs a command as that somebody; throws where it fails. */
export function asStranger(...argv: readonly string[]): void {
  const ids = ["--reuid=12345", "--regid=12345", "--clear-groups", "--"];
  const { exitCode, stderr } = Bun.spawnSync(["setpriv", ...ids, ...argv]);
  if (exitCode !== 0) throw new Error(`${argv.join(" ")}: ${stderr.toString()}`);
}

/** The processes that this one has started to act as an account. */
export function accountWriters(): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
        const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return Number(parent) === process.pid && words.includes(accountWriterWord);
      } catch {
        return false;
      }
    });
}
