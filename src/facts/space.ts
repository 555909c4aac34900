import { unanswered } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** How much the account may still write on the file system of one path. */
export interface Space {
  readonly path: string;
  /** Bytes, without the blocks that are root's alone. */
  readonly availableBytes: number;
  readonly totalBytes: number;
  readonly freeInodes: number;
  /** 0 where the file system makes inodes as it needs them. */
  readonly totalInodes: number;
  /** The command that said so. */
  readonly command: string;
}

const format = "%a %b %S %d %c";

/**
 * statfs(2) of the account's storage, else of its home, by stat(1): a file system that hangs then costs a process that
 * can be given up. Quotas are not in it.
 */
export const learnSpace = aboutAccount(async (learning: Learning, account): Promise<Known<Space | undefined>> => {
  const storage = await learning.fact("storage");
  if (!storage.known) return storage;
  const { graphRoot } = storage.value;
  const path = storage.value.places.some(({ path, status }) => path === graphRoot && status.outcome === "present")
    ? graphRoot
    : account.home;
  const argv = ["stat", "-f", "-c", format, "--", path];
  const answer = await learning.host.run(argv, { as: account });
  if (answer.outcome === "unanswered") return unknown(answer);
  if (/No such file/.test(answer.stderr)) return known(undefined);
  const [available, total, size, free, inodes] = answer.stdout.trim().split(" ").map(Number);
  if (available === undefined || total === undefined || !size || free === undefined || inodes === undefined)
    return unknown(unanswered("failed", `stat -f ${path} (exit ${answer.exit}): ${answer.stderr.trim()}`));
  return known({
    path,
    availableBytes: available * size,
    totalBytes: total * size,
    freeInodes: free,
    totalInodes: inodes,
    command: `stat -f -c '${format}' ${path}`,
  });
});
