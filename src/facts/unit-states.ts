import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { type Properties, parseProperties } from "./properties.ts";

/** What the user manager says of the pod units; no manager is an answer, too. */
export type UnitStates =
  | { readonly answers: false; readonly because: string }
  | {
      readonly answers: true;
      /** By the name asked for. */
      readonly units: ReadonlyMap<string, Properties>;
      /** The command whose output this is. */
      readonly command: string;
    };

/** What the checks judge by; asked for all units in one call. */
const asked = [
  "Id",
  "Names",
  "LoadState",
  "LoadError",
  "ActiveState",
  "SubState",
  "Result",
  "UnitFileState",
  "FragmentPath",
  "SourcePath",
  "DropInPaths",
  "NeedDaemonReload",
  "Type",
  "RemainAfterExit",
  "PIDFile",
  "MainPID",
  "ControlGroup",
  "ExecMainCode",
  "ExecMainStatus",
  "NRestarts",
  "Restart",
  "User",
  "Group",
  "After",
  "Wants",
  "Requires",
  "WantedBy",
  "RequiredBy",
  "ConditionResult",
  "ConditionTimestampMonotonic",
  "InactiveExitTimestampMonotonic",
  "ActiveEnterTimestampMonotonic",
  "ActiveExitTimestampMonotonic",
  "InactiveEnterTimestampMonotonic",
];

/** Units that every diagnosis needs besides the pods. */
const always = ["dbus.socket", "default.target"];

/** One `systemctl --user show` for the pod units, the bus socket and default.target. */
export const learnUnitStates = aboutAccount(async (learning: Learning, account): Promise<Known<UnitStates>> => {
  const [manager, pods] = await Promise.all([learning.fact("userManager"), learning.fact("podUnits")]);
  if (!manager.known) return manager;
  if (!manager.value.answers) return known({ answers: false, because: manager.value.because });
  if (!pods.known) return pods;
  const names = [...always, ...pods.value.units.map(({ name }) => name)];
  const argv = ["systemctl", "--user", "show", "--no-pager", `--property=${asked.join(",")}`, "--", ...names];
  const answer = await learning.host.run(argv, { as: account });
  if (answer.outcome === "unanswered") return unknown(answer);
  const blocks = parseProperties(answer.stdout);
  const units = new Map<string, Properties>();
  for (const [index, name] of names.entries()) {
    const properties = blocks[index];
    if (properties?.["LoadState"] !== undefined) units.set(name, properties);
  }
  return known({ answers: true, units, command: "systemctl --user show" });
});
