import type { JournalLine } from "./journal.ts";
import type { PodUnit } from "./pod-units.ts";

/** A run of a unit that failed, and of which the journal has no word of the unit's own processes. */
export interface SilentRun {
  readonly unit: string;
  /** The names under which its processes' output stands in the journal (systemd.exec(5), SyslogIdentifier=). */
  readonly identifiers: readonly string[];
  /** Milliseconds since the epoch. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** systemd's words for a process that ran and failed; from 200 on it never became the program (systemd.exec(5)). */
const failedProcess = /process exited, code=exited, status=(\d+)\//;

/** journald may stamp what it reads of a process after what systemd says of the same process' end. */
const latenessMs = 2_000;

/**
 * journald looks up the unit of an output's writer when it reads the first line. On a busy boot a process that fails at
 * once is gone by then, and its line is kept without any unit (systemd#2913; booted: trixie, podman without crun, 7 of
 * 120 boots with four busy loops beside six hosts on two processors).
 *
 * @returns the runs of which lines may have been lost in that way
 */
export function silentRuns(lines: readonly JournalLine[], units: readonly PodUnit[]): readonly SilentRun[] {
  return units.flatMap((unit) => {
    const own = lines.filter((line) => line.unit === unit.name);
    const exits = own.filter((line) => line.identifier === "systemd" && failedProcess.test(line.message));
    return exits.flatMap(({ atMs, message }, index) => {
      const status = Number(failedProcess.exec(message)?.[1]);
      if (status === 0 || status >= 200) return [];
      const fromMs = exits[index - 1]?.atMs ?? Number.NEGATIVE_INFINITY;
      const untilMs = atMs + latenessMs;
      const spoke = own.some((line) => line.identifier !== "systemd" && line.atMs >= fromMs && line.atMs <= untilMs);
      return spoke ? [] : [{ unit: unit.name, identifiers: identifiersOf(unit), fromMs, untilMs }];
    });
  });
}

function identifiersOf({ config, exec }: PodUnit): readonly string[] {
  const set = config?.last("Service", "SyslogIdentifier")?.value;
  if (set) return [set];
  const programs = exec.flatMap(({ command, executable }) => (command ? [executable.replace(/^.*\//, "")] : []));
  return [...new Set(programs)];
}

/**
 * Gives lines without a unit back to the unit that they are of: where one unit alone can have said them. Between two
 * that failed in the same moment nobody can tell.
 */
export function attributed(lost: readonly JournalLine[], runs: readonly SilentRun[]): readonly JournalLine[] {
  return lost.flatMap((line) => {
    const could = runs.filter(
      (run) =>
        line.unit === "" &&
        run.identifiers.includes(line.identifier) &&
        line.atMs >= run.fromMs &&
        line.atMs <= run.untilMs,
    );
    const [unit, ...others] = new Set(could.map((run) => run.unit));
    return unit === undefined || others.length > 0 ? [] : [{ ...line, unit }];
  });
}
