import type { Host, StatAnswer } from "../host/host.ts";
import type { Account } from "./account.ts";
import { specifierContext } from "./exec-settings.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";
import { expandSpecifiers, type UnitConfig } from "./unit-file/index.ts";

/** One Condition…= or Assert…= of a pod unit, and whether it holds as things stand now. */
export interface Condition {
  /** `ConditionPathExists` */
  readonly key: string;
  readonly value: string;
  readonly path: string;
  readonly line: number;
  /** `|` in front: one of these suffices. */
  readonly triggering: boolean;
  /** Undefined for kinds that are not judged here, or where it could not be looked. */
  readonly holds?: boolean;
}

/** By unit name. */
export type Conditions = ReadonlyMap<string, readonly Condition[]>;

const judged: Readonly<Record<string, (status: Exclude<StatAnswer, { outcome: "unanswered" }>) => boolean>> = {
  PathExists: ({ outcome }) => outcome === "present",
  PathIsDirectory: (status) => status.outcome === "present" && status.kind === "directory",
  FileNotEmpty: (status) => status.outcome === "present" && status.kind === "file" && status.size > 0,
  FileIsExecutable: (status) => status.outcome === "present" && status.kind === "file" && (status.mode & 0o111) !== 0,
  DirectoryNotEmpty: (status) => status.outcome === "present" && status.kind === "directory",
};

/** The conditions of all pod units, those on paths judged with the account's eyes (systemd.unit(5), CONDITIONS AND ASSERTS). */
export const learnConditions = aboutAccount(async (learning: Learning, account): Promise<Known<Conditions>> => {
  const pods = await learning.fact("podUnits");
  if (!pods.known) return pods;
  const all = await Promise.all(
    pods.value.units.map(
      async ({ name, config }) =>
        [name, config ? await conditionsOf(learning.host, account, name, config) : []] as const,
    ),
  );
  return known(new Map(all));
});

async function conditionsOf(
  host: Host,
  account: Account,
  name: string,
  config: UnitConfig,
): Promise<readonly Condition[]> {
  const keys = new Set(
    [config.main, ...config.dropIns].flatMap(({ assignments }) => assignments.map(({ key }) => key)),
  );
  const wanted = [...keys].filter((key) => /^(Condition|Assert)[A-Z]/.test(key));
  const settings = wanted.flatMap((key) => config.values("Unit", key).map((setting) => ({ key, ...setting })));
  return Promise.all(
    settings.map(async ({ key, value, path, line }): Promise<Condition> => {
      const [, trigger = "", negate = "", rest = ""] = /^(\|?)\s*(!?)\s*(.*)$/.exec(value) ?? [];
      const base = { key, value, path, line, triggering: trigger === "|" };
      const holds = await holdsNow(host, account, name, key.replace(/^(Condition|Assert)/, ""), rest);
      return holds === undefined ? base : { ...base, holds: holds !== (negate === "!") };
    }),
  );
}

async function holdsNow(
  host: Host,
  account: Account,
  unit: string,
  kind: string,
  text: string,
): Promise<boolean | undefined> {
  const judge = Object.hasOwn(judged, kind) ? judged[kind] : undefined;
  const expanded = expandSpecifiers(text, specifierContext(account, unit, undefined));
  if (!judge || !("text" in expanded) || !expanded.text.startsWith("/")) return undefined;
  const status = await host.stat(expanded.text, { as: account, follow: true });
  // What the account may not reach does not exist for its manager either.
  if (status.outcome === "unanswered") return status.reason === "denied" ? judge({ outcome: "absent" }) : undefined;
  return judge(status);
}
