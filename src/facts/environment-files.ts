import type { StatAnswer } from "../host/host.ts";
import { specifierContext } from "./exec-settings.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";
import { expandSpecifiers } from "./unit-file/index.ts";

/** One EnvironmentFile= of a pod unit. Its content is never read: it may hold secrets. */
export interface EnvironmentFile {
  readonly path: string;
  readonly line: number;
  /** As written. */
  readonly value: string;
  /** The file that is meant, specifiers replaced. */
  readonly file: string;
  /** `-` in front. */
  readonly optional: boolean;
  readonly status: StatAnswer;
  /** By its mode and owner, for the account; undefined for patterns, and where it could not be looked. */
  readonly readable?: boolean;
}

/** By unit name. */
export type EnvironmentFiles = ReadonlyMap<string, readonly EnvironmentFile[]>;

/** The environment files that the pod units name (systemd.exec(5)), looked at with the account's eyes, not read. */
export const learnEnvironmentFiles = aboutAccount(
  async (learning: Learning, account): Promise<Known<EnvironmentFiles>> => {
    const pods = await learning.fact("podUnits");
    if (!pods.known) return pods;
    const all = await Promise.all(
      pods.value.units.map(async ({ name, config }) => {
        const settings = config?.values("Service", "EnvironmentFile") ?? [];
        const files = settings.map(async ({ value, path, line }): Promise<EnvironmentFile> => {
          const optional = value.startsWith("-");
          const expanded = expandSpecifiers(value.replace(/^-/, ""), specifierContext(account, name, undefined));
          const file = "text" in expanded ? expanded.text : value;
          const base = { path, line, value, file, optional };
          if (!("text" in expanded) || !file.startsWith("/") || /[*?[]/.test(file))
            return { ...base, status: { outcome: "absent" } };
          const status = await learning.host.stat(file, { as: account, follow: true });
          const readable = isReadable(status, account);
          return { ...base, status, ...(readable === undefined ? {} : { readable }) };
        });
        return [name, await Promise.all(files)] as const;
      }),
    );
    return known(new Map(all));
  },
);

function isReadable(status: StatAnswer, account: { uid: number; groups: readonly number[] }): boolean | undefined {
  if (status.outcome === "absent") return false;
  if (status.outcome === "unanswered") return status.reason === "denied" ? false : undefined;
  const bit = status.uid === account.uid ? 0o400 : account.groups.includes(status.gid) ? 0o040 : 0o004;
  return account.uid === 0 || (status.mode & bit) !== 0;
}
