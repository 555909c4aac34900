import { PODDOCTOR } from "../lab/diagnosis.ts";
import type { HostUnderTest } from "../lab/host-under-test.ts";
import type { Lab } from "../lab/lab.ts";
import { podState } from "../lab/planting.ts";
import type { Release } from "../lab/releases.ts";
import { variantOf } from "../lab/variants.ts";

/** What became of a host whose rehearsal was killed. */
export interface Killed {
  /** Seconds after its start. */
  readonly after: number;
  /** False where it had ended by itself before. */
  readonly wasRunning: boolean;
  /** Each sentence is something that was left behind. */
  readonly problems: readonly string[];
}

/** A rehearsal of the healthy host takes about this long; a moment past its end proves nothing. */
const longest = 9;

/**
 * Boots a healthy host, and again and again starts a rehearsal, kills it with SIGKILL at a moment drawn by lot, and looks
 * whether the user manager and its pod come back and nothing of the rehearsal stays.
 */
export async function killedTrials(
  lab: Lab,
  release: Release,
  binary: string,
  times: number,
): Promise<readonly Killed[]> {
  const host = await lab.make({ release, variant: "seed", binary });
  try {
    await host.boot();
    const trials: Killed[] = [];
    for (let at = 0; at < times; at += 1) {
      // A lot in each part of its length, so that no part is left out.
      const after = ((at + Math.random()) * longest) / times;
      trials.push(await killedTrial(host, release, after));
      console.log(oneLine(trials.at(-1) as Killed));
    }
    return trials;
  } finally {
    await host.destroy();
  }
}

async function killedTrial(host: HostUnderTest, release: Release, after: number): Promise<Killed> {
  const { containers } = variantOf(release, "seed");
  if (!(await podState(host, containers, true))) return { after, wasRunning: false, problems: ["the pod was down"] };
  const script = `${PODDOCTOR} rehearse --user podder --yes >/dev/null 2>&1 & p=$!; sleep ${after.toFixed(2)}; kill -9 $p; wait $p; echo $?`;
  const { stdout } = await host.asRoot(["sh", "-c", script], { seconds: 60 });
  const up = await podState(host, containers, true);
  const manager = await said(host, "systemctl is-active user@1001.service");
  const guard = await said(host, "systemctl is-active poddoctor-rehearsal-1001.service");
  const unit = await said(
    host,
    "setpriv --reuid=podder --regid=podder --init-groups -- env XDG_RUNTIME_DIR=/run/user/1001 systemctl --user is-active pod.service",
  );
  return {
    after,
    wasRunning: stdout.trim() === "137",
    problems: [
      ...(manager === "active" ? [] : [`user@1001.service is ${manager}`]),
      ...(up ? [] : ["the pod is down"]),
      ...(unit === "active" ? [] : [`pod.service is ${unit}`]),
      ...(guard === "inactive" ? [] : [`the guard is ${guard}`]),
    ],
  };
}

async function said(host: HostUnderTest, command: string): Promise<string> {
  return (await host.asRoot(["sh", "-c", command])).stdout.trim();
}

/** A trial as one line. */
export function oneLine({ after, wasRunning, problems }: Killed): string {
  const what = wasRunning ? "killed" : "had ended";
  return `${after.toFixed(2)} s: ${what}; ${problems.length === 0 ? "manager and pod are up again" : problems.join(", ")}`;
}
