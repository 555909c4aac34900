import { unanswered } from "../host/host.ts";
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
  const [userManager, runtimeDirectory, logind] = names.map((name, index) => systemUnit(name, blocks[index]));
  if (!userManager || !runtimeDirectory || !logind) {
    return unknown(unanswered("failed", "systemctl show did not answer for each unit"));
  }
  return known({ userManager, runtimeDirectory, logind });
});

function systemUnit(name: string, properties: Properties | undefined): SystemUnit | undefined {
  if (!properties?.["LoadState"]) return undefined;
  const startedUs = monotonicUs(properties, "InactiveExitTimestampMonotonic");
  const activeUs = monotonicUs(properties, "ActiveEnterTimestampMonotonic");
  return {
    name,
    loadState: properties["LoadState"],
    activeState: properties["ActiveState"] ?? "",
    subState: properties["SubState"] ?? "",
    result: properties["Result"] ?? "",
    mainStatus: Number(properties["ExecMainStatus"] ?? "0"),
    fragmentPath: properties["FragmentPath"] ?? "",
    dropInPaths: (properties["DropInPaths"] ?? "").split(" ").filter(Boolean),
    ...(startedUs === undefined ? {} : { startedUs }),
    ...(activeUs === undefined ? {} : { activeUs }),
  };
}
