import type { Account } from "./account.ts";
import { type Known, known, type Learning } from "./fact.ts";

/** Where the account's user manager looks for units, in order of precedence. */
export interface SearchPath {
  readonly directories: readonly string[];
  /** Who said so: the running manager, `systemd-analyze --user unit-paths`, or systemd.unit(5) where neither answers. */
  readonly source: "manager" | "systemd-analyze" | "computed";
  /** ~/.config/systemd/user, or where the manager's XDG_CONFIG_HOME has it. */
  readonly userDirectory: string;
}

/** Asks the running manager, else systemd-analyze, which needs none. */
export async function learnSearchPath(learning: Learning, account: Account): Promise<Known<SearchPath>> {
  const [manager, platform] = await Promise.all([learning.fact("userManager"), learning.fact("platform")]);
  if (manager.known && manager.value.answers) return known(searchPath("manager", manager.value.unitPath, account));
  const argv = ["systemd-analyze", "--user", "unit-paths"];
  const answer = await learning.host.run(argv, { as: account });
  const lines =
    answer.outcome === "exited" && answer.exit === 0
      ? answer.stdout.split("\n").filter((line) => line.startsWith("/"))
      : [];
  if (lines.length > 0) return known(searchPath("systemd-analyze", lines, account));
  const systemd = platform.known ? platform.value.systemdVersion : undefined;
  return known(searchPath("computed", computedDirectories(account, systemd), account));
}

function searchPath(source: SearchPath["source"], directories: readonly string[], account: Account): SearchPath {
  const configured = directories.find((path) => path.endsWith("/systemd/user.control") && !path.startsWith("/run/"));
  return {
    directories,
    source,
    userDirectory: configured?.replace(/\.control$/, "") ?? `${account.home}/.config/systemd/user`,
  };
}

/** systemd.unit(5), table "Load path when running in user mode"; /etc/xdg went after 252. */
export function computedDirectories(account: Account, systemd: number | undefined): readonly string[] {
  const { home, runtimeDirectory: run } = account;
  return [
    `${home}/.config/systemd/user.control`,
    `${run}/systemd/user.control`,
    `${run}/systemd/transient`,
    `${run}/systemd/generator.early`,
    `${home}/.config/systemd/user`,
    ...((systemd ?? 257) <= 252 ? ["/etc/xdg/systemd/user"] : []),
    "/etc/systemd/user",
    `${run}/systemd/user`,
    "/run/systemd/user",
    `${run}/systemd/generator`,
    `${home}/.local/share/systemd/user`,
    "/usr/local/share/systemd/user",
    "/usr/share/systemd/user",
    "/usr/local/lib/systemd/user",
    "/usr/lib/systemd/user",
    `${run}/systemd/generator.late`,
  ];
}
