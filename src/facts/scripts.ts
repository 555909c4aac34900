import { toolDirectories } from "../host/environment.ts";
import type { Host, StatAnswer } from "../host/host.ts";
import type { Account } from "./account.ts";
import type { ExecSetting } from "./exec-settings.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";

/** Why the kernel cannot run a script (execve(2), "Interpreter scripts"). */
export type ScriptTrouble =
  | { readonly kind: "no-interpreter-line"; readonly empty: boolean }
  | { readonly kind: "byte-order-mark" }
  | { readonly kind: "carriage-return"; readonly interpreter: string }
  | { readonly kind: "interpreter-missing"; readonly interpreter: string };

/** A script that an Exec line names, as its first line has it. */
export interface Script {
  readonly setting: ExecSetting;
  readonly firstLine: string;
  /** Undefined where the kernel can run it, or nobody can say. */
  readonly trouble?: ScriptTrouble;
}

/** By unit name. */
export type Scripts = ReadonlyMap<string, readonly Script[]>;

/** Larger files are programs. */
const maxScriptBytes = 256 * 1024;

/** The first lines of the scripts that the pod units run, read with the account's rights. */
export const learnScripts = aboutAccount(async (learning: Learning, account): Promise<Known<Scripts>> => {
  const pods = await learning.fact("podUnits");
  if (!pods.known) return pods;
  const all = await Promise.all(
    pods.value.units.map(async ({ name, exec }) => {
      const scripts = await Promise.all(exec.map((setting) => readScript(learning.host, account, setting)));
      return [name, scripts.filter((script) => script !== undefined)] as const;
    }),
  );
  return known(new Map(all));
});

async function readScript(host: Host, account: Account, setting: ExecSetting): Promise<Script | undefined> {
  const { executable, file } = setting;
  // The distribution's own programs are not in question, and reading them takes time.
  const tool = toolDirectories.some(
    (directory) => directory !== "/usr/local/bin" && executable.startsWith(`${directory}/`),
  );
  if (tool || file.outcome !== "present" || file.kind !== "file" || file.size > maxScriptBytes) return undefined;
  const answer = await host.read(executable, { as: account });
  if (answer.outcome !== "read") return undefined;
  const { bytes } = answer;
  const end = bytes.indexOf(10);
  const firstLine = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    bytes.subarray(0, end < 0 ? Math.min(bytes.length, 1024) : Math.min(end, 1024)),
  );
  const trouble = await troubleOf(host, account, bytes, firstLine);
  return { setting, firstLine, ...(trouble ? { trouble } : {}) };
}

async function troubleOf(
  host: Host,
  account: Account,
  bytes: Uint8Array,
  firstLine: string,
): Promise<ScriptTrouble | undefined> {
  if (bytes.length === 0) return { kind: "no-interpreter-line", empty: true };
  if (firstLine.startsWith("\uFEFF")) return { kind: "byte-order-mark" };
  // A program, or a format that binfmt_misc may know: only plain text is certainly neither.
  if (bytes.includes(0) || firstLine.includes("\uFFFD") || firstLine.startsWith("\x7f")) return undefined;
  if (!firstLine.startsWith("#!")) return { kind: "no-interpreter-line", empty: false };
  const [interpreter = "", ...options] = firstLine
    .slice(2)
    .replace(/^[ \t]+/, "")
    .split(/[ \t]+/);
  const option = options.join(" ");
  if (interpreter.endsWith("\r")) return { kind: "carriage-return", interpreter };
  if (option.endsWith("\r") && /\/(env|(ba|da|k|z)?sh)$/.test(interpreter))
    return { kind: "carriage-return", interpreter: option };
  if (!interpreter.startsWith("/")) return undefined;
  const status: StatAnswer = await host.stat(interpreter, { as: account, follow: true });
  return status.outcome === "absent" ? { kind: "interpreter-missing", interpreter } : undefined;
}
