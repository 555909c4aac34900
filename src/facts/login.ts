import { type Host, unanswered } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, output, unknown } from "./fact.ts";
import { monotonicUs, type Properties, parseProperties } from "./properties.ts";

/** The system manager's units on which a user's manager hangs. */
export interface Login {
  /** user@UID.service */
  readonly userManager: SystemUnit;
  /** user-runtime-dir@UID.service */
  readonly runtimeDirectory: SystemUnit;
  /** systemd-logind.service */
  readonly logind: SystemUnit;
}

export interface SystemUnit {
  readonly name: string;
  /** loaded, masked, not-found, bad-setting, error */
  readonly loadState: string;
  readonly activeState: string;
  readonly subState: string;
  readonly result: string;
  /** Exit status of the main process, 0 where it runs or never ran. */
  readonly mainStatus: number;
  /** Where its file is; of a masked unit the link, empty where that was not found. */
  readonly fragmentPath: string;
  readonly dropInPaths: readonly string[];
  /** Microseconds after the kernel's start at which it began to start; undefined where it has not in this boot. */
  readonly startedUs?: number;
  /** Microseconds after the kernel's start at which it became active. */
  readonly activeUs?: number;
}

const asked = [
  "Id",
  "LoadState",
  "ActiveState",
  "SubState",
  "Result",
  "ExecMainStatus",
  "FragmentPath",
  "DropInPaths",
  "InactiveExitTimestampMonotonic",
  "ActiveEnterTimestampMonotonic",
];

/** Asks the system manager once for all its units that matter; any user may. */
export const learnLogin = aboutAccount(async ({ host }: Learning, account): Promise<Known<Login>> => {
  const names = [
    `user@${account.uid}.service`,
    `user-runtime-dir@${account.uid}.service`,
    "systemd-logind.service",
  ] as const;
  const text = await output(host, ["systemctl", "show", "--no-pager", `--property=${asked.join(",")}`, "--", ...names]);
  if (!text.known) return text;
  const blocks = parseProperties(text.value);
  const [userManager, runtimeDirectory, logind] = await Promise.all(
    names.map((name, index) => systemUnit(host, name, blocks[index])),
  );
  if (!userManager || !runtimeDirectory || !logind) {
    return unknown(unanswered("failed", "systemctl show did not answer for each unit"));
  }
  return known({ userManager, runtimeDirectory, logind });
});

/** Where `systemctl mask` puts its links, and packages may have theirs (systemd.unit(5)). */
const maskFolders = [
  "/etc/systemd/system",
  "/run/systemd/system",
  "/usr/local/lib/systemd/system",
  "/usr/lib/systemd/system",
];

/** systemd 247 says of a mask where its link leads, `/dev/null`; later ones where it is. The unit's own goes before its template's. */
async function maskOf(host: Host, name: string): Promise<string> {
  for (const file of new Set([name, name.replace(/@[^.]*/, "@")]))
    for (const folder of maskFolders) {
      const status = await host.stat(`${folder}/${file}`);
      if (status.outcome === "present" && status.target === "/dev/null") return `${folder}/${file}`;
    }
  return "";
}

async function systemUnit(
  host: Host,
  name: string,
  properties: Properties | undefined,
): Promise<SystemUnit | undefined> {
  if (!properties?.["LoadState"]) return undefined;
  const startedUs = monotonicUs(properties, "InactiveExitTimestampMonotonic");
  const activeUs = monotonicUs(properties, "ActiveEnterTimestampMonotonic");
  const path = properties["FragmentPath"] ?? "";
  return {
    name,
    loadState: properties["LoadState"],
    activeState: properties["ActiveState"] ?? "",
    subState: properties["SubState"] ?? "",
    result: properties["Result"] ?? "",
    mainStatus: Number(properties["ExecMainStatus"] ?? "0"),
    fragmentPath: path === "/dev/null" ? await maskOf(host, name) : path,
    dropInPaths: (properties["DropInPaths"] ?? "").split(" ").filter(Boolean),
    ...(startedUs === undefined ? {} : { startedUs }),
    ...(activeUs === undefined ? {} : { activeUs }),
  };
}
