import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** One line of `systemd-analyze --user verify` about a file. */
export interface VerifyLine {
  readonly path: string;
  /** Undefined where systemd names no line. */
  readonly line?: number;
  readonly text: string;
}

/** What the host's own systemd says of the pod units' files, line by line; it executes nothing and needs no manager. */
export interface Verify {
  readonly lines: readonly VerifyLine[];
  readonly command: string;
}

/**
 * Given instead of the account's runtime directory: until its stable releases of spring 2025 `systemd-analyze --user verify` puts a
 * socket of its own in the place of the running manager's (`$XDG_RUNTIME_DIR/systemd/private`), which nobody can then ask
 * any more (systemd#36540; booted: 247). There it only needs a folder `systemd`, and in this one only root can put a socket.
 */
const harmlessRuntimeDirectory = "/usr/lib";

/** `systemd-analyze verify` loads the units as the manager would. Its exit code lies (systemd#23860); its lines count. */
export const learnVerify = aboutAccount(async (learning: Learning, account): Promise<Known<Verify>> => {
  const pods = await learning.fact("podUnits");
  if (!pods.known) return pods;
  const paths = pods.value.units
    .filter(({ entry }) => entry.content.state === "parsed" && !entry.planned)
    .map(({ entry }) => entry.path);
  const argv = ["systemd-analyze", "--user", "--man=no", "verify", "--", ...paths];
  if (paths.length === 0 || account.uid === 0) return known({ lines: [], command: "" });
  // 247 colours its words whatever SYSTEMD_COLORS says.
  const environment = { XDG_RUNTIME_DIR: harmlessRuntimeDirectory, SYSTEMD_LOG_COLOR: "0" };
  const answer = await learning.host.run(argv, { as: account, environment });
  if (answer.outcome === "unanswered") return unknown(answer);
  return known({ lines: parseVerify(answer.stderr, paths), command: argv.join(" ") });
});

/** `PATH:LINE: TEXT`, `PATH: TEXT` or `UNIT: TEXT`; what is about other units is left out. */
export function parseVerify(text: string, paths: readonly string[]): readonly VerifyLine[] {
  return text.split("\n").flatMap((line) => {
    const match = /^(.+?)(?::(\d+))?: (.*)$/.exec(line);
    if (!match?.[1] || match[3] === undefined) return [];
    const path = paths.find((candidate) => candidate === match[1] || candidate.endsWith(`/${match[1]}`));
    if (path === undefined) return [];
    return [{ path, text: match[3], ...(match[2] === undefined ? {} : { line: Number(match[2]) }) }];
  });
}
