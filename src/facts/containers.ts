import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** A container that runs, seen by its monitor. */
export interface RunningContainer {
  readonly pid: number;
  /** The container's name, as conmon was given it. */
  readonly name: string;
  /** The OCI runtime by which it was started, as podman gave it to conmon: a path, or undefined where it was not told. */
  readonly runtime?: string;
}

export interface Containers {
  readonly running: readonly RunningContainer[];
}

/** conmon processes of the account: podman itself is not asked, for it makes state and can cure what it is asked about. */
export const learnContainers = aboutAccount(async ({ host }: Learning, account): Promise<Known<Containers>> => {
  const argv = ["ps", "-ww", "-U", String(account.uid), "-o", "pid=,args="];
  const answer = await host.run(argv);
  if (answer.outcome === "unanswered") return unknown(answer);
  return known({ running: answer.stdout.split("\n").flatMap(parseLine) });
});

function parseLine(line: string): readonly RunningContainer[] {
  const match = /^\s*(\d+)\s+(\S*\/)?conmon\s(.*)$/.exec(line);
  const words = ` ${match?.[3] ?? ""}`;
  const name = / -n (\S+)/.exec(words)?.[1];
  // What stands behind podman's own arguments of the exit command is not conmon's.
  const runtime = / (?:-r|--runtime) (\/\S+)/.exec(words.split(" --exit-command ")[0] ?? "")?.[1];
  if (match?.[1] === undefined || name === undefined) return [];
  return [{ pid: Number(match[1]), name, ...(runtime === undefined ? {} : { runtime }) }];
}
