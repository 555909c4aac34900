import { type Host, textOf } from "../host/host.ts";
import type { Account } from "./account.ts";
import { containersConfLines } from "./containers-conf.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** Whether SELinux guards this host, and how what the units' containers mount is labelled. */
export interface Selinux {
  /** As it is now; `off` where the kernel has none, or it was not switched on. */
  readonly now: "enforcing" | "permissive" | "off";
  /** As it will be after a boot: what /etc/selinux/config says, where it says it. */
  readonly atBoot: "enforcing" | "permissive" | "off";
  /** False where containers.conf(5) takes the labels away from all containers. */
  readonly labelling: boolean;
  /** The type of a mounted path's label (`user_home_t`); none for a path that could not be looked at. */
  readonly types: ReadonlyMap<string, string>;
  /** The refusals (AVC) of this boot that a container met, as the kernel told them to the journal; none where nobody may read it. */
  readonly denials: readonly string[];
}

const off: Selinux = { now: "off", atBoot: "off", labelling: false, types: new Map(), denials: [] };

/** Reads selinuxfs, the labels of what is mounted, and what was refused. Without SELinux one file is looked for. */
export const learnSelinux = aboutAccount(async (learning: Learning, account): Promise<Known<Selinux>> => {
  const { host, request } = learning;
  const enforce = await host.read("/sys/fs/selinux/enforce");
  if (enforce.outcome === "unanswered") return unknown(enforce);
  if (enforce.outcome === "absent") return known(off);
  const [config, lines, sources] = await Promise.all([
    host.read("/etc/selinux/config"),
    containersConfLines(learning, account, "label"),
    learning.fact("bindSources"),
  ]);
  if (!lines.known) return lines;
  if (!sources.known) return sources;
  const now = textOf(enforce)?.trim() === "1" ? "enforcing" : "permissive";
  const [, set] = /^\s*SELINUX\s*=\s*(enforcing|permissive|disabled)\b/m.exec(textOf(config) ?? "") ?? [];
  const paths = [...sources.value.values()].flat().filter(({ status }) => status.outcome === "present");
  if (paths.length === 0) return known({ ...off, now, atBoot: now, labelling: true });
  const [types, denials] = await Promise.all([
    typesOf(host, account, [...new Set(paths.map(({ path }) => path))].sort()),
    now === "enforcing" ? denialsOf(host, account, request.boot ?? 0) : [],
  ]);
  if (!types.known) return types;
  const atBoot = set === undefined ? now : set === "disabled" ? "off" : (set as "enforcing" | "permissive");
  const labelling = lines.value.get("label")?.value !== "false";
  return known({ now, atBoot, labelling, types: types.value, denials });
});

/** `user:role:type:level`, one path a line: coreutils' stat names no label as `?`. */
async function typesOf(
  host: Host,
  account: Account,
  paths: readonly string[],
): Promise<Known<ReadonlyMap<string, string>>> {
  const answer = await host.run(["stat", "-L", "--printf=%C %n\\n", "--", ...paths], { as: account });
  if (answer.outcome === "unanswered") return unknown(answer);
  const types = answer.stdout.split("\n").flatMap((line) => {
    const [, type, path] = /^[^:\s]+:[^:\s]+:([^:\s]+)(?::\S*)? (.+)$/.exec(line) ?? [];
    return type === undefined || path === undefined ? [] : [[path, type] as const];
  });
  return known(new Map(types));
}

/**
 * Only root and the journal's groups may read the kernel's audit lines; where auditd has them the journal may have none.
 * 1400 is AVC (linux/audit.h): other types hold the words of command lines.
 */
async function denialsOf(host: Host, account: Account, boot: number): Promise<readonly string[]> {
  const argv = ["journalctl", "--no-pager", "--output=cat", `--boot=${boot}`, "--lines=200", "_AUDIT_TYPE=1400"];
  const answer = await host.run(argv, host.caller().uid === 0 ? {} : { as: account });
  if (answer.outcome !== "exited") return [];
  return answer.stdout.split("\n").filter((line) => /avc:\s+denied.*scontext=\S*:container_t:/.test(line));
}
