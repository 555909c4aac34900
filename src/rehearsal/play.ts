import type { Account } from "../facts/account.ts";
import { parseProperties } from "../facts/properties.ts";
import type { Host } from "../host/host.ts";

/** How one part of the rehearsal went. */
export interface Part {
  readonly what: "stop" | "start" | "settle";
  readonly seconds: number;
  /** Why it was not done; undefined when it was. */
  readonly failed?: string;
}

/** user@.service has two minutes to stop (TimeoutStopSec= of systemd's own unit), a container ten seconds of it. */
const stopMs = 150_000;
const startMs = 100_000;
/** A quadlet waits 90 s for a network that never comes, and starts its pod then. */
const settleMs = 120_000;
/** A pod that is stopped right after its start takes this long to be gone. */
const steadyMs = 4_000;
const pollMs = 300;

/**
 * Stops the account's manager and waits until it is gone, and its runtime directory with it: at boot there is neither.
 *
 * @param sessions whether there are logins, which keep the runtime directory and would end with it
 */
export async function stopManager(host: Host, uid: number, sessions: boolean): Promise<Part> {
  const begun = performance.now();
  const units = [`user@${uid}.service`, ...(sessions ? [] : [`user-runtime-dir@${uid}.service`])];
  const answer = await host.run(["systemctl", "stop", "--", ...units], { timeoutMs: stopMs });
  const part = () => ({ what: "stop" as const, seconds: since(begun) });
  if (answer.outcome === "unanswered") return { ...part(), failed: answer.detail };
  if (answer.exit !== 0) return { ...part(), failed: answer.stderr.trim() };
  for (const end = begun + stopMs; performance.now() < end; await Bun.sleep(pollMs)) {
    const shown = await host.run(["systemctl", "show", "--no-pager", "--property=ActiveState", "--", ...units]);
    const states = shown.outcome === "exited" ? parseProperties(shown.stdout).map((each) => each["ActiveState"]) : [];
    if (states.length === units.length && states.every((state) => state === "inactive" || state === "failed"))
      return part();
  }
  return { ...part(), failed: `${units.join(" and ")} did not stop within ${stopMs / 1000} s` };
}

/** Starts the manager as logind does at boot for who lingers: by its unit alone, without a login. */
export async function startManager(host: Host, uid: number): Promise<Part> {
  const begun = performance.now();
  // A start limit that earlier failures have used up is not there after a boot.
  await host.run(["systemctl", "reset-failed", "--", `user@${uid}.service`, `user-runtime-dir@${uid}.service`]);
  const answer = await host.run(["systemctl", "start", "--", `user@${uid}.service`], { timeoutMs: startMs });
  const part = { what: "start" as const, seconds: since(begun) };
  if (answer.outcome === "unanswered") return { ...part, failed: answer.detail };
  return answer.exit === 0 ? part : { ...part, failed: answer.stderr.trim().split("\n").at(0) ?? "" };
}

/** Waits until no job is left, no pod unit is on its way, and units and containers have stayed as they are for a while. */
export async function settle(host: Host, account: Account, podUnits: readonly string[]): Promise<Part> {
  const begun = performance.now();
  let picture = "";
  let steadyFrom = begun;
  for (const end = begun + settleMs; performance.now() < end; await Bun.sleep(pollMs)) {
    const now = await pictureOf(host, account, podUnits);
    if (now.picture !== picture || now.busy) steadyFrom = performance.now();
    picture = now.picture;
    if (performance.now() - steadyFrom >= steadyMs) return { what: "settle", seconds: since(begun) };
  }
  const slow = [...picture.matchAll(/^Id=(.+)\nActiveState=activating$/gm)].map(([, name]) => name);
  const failed = `${slow.length > 0 ? slow.join(", ") : "the user manager"} was not done starting after ${settleMs / 1000} s`;
  return { what: "settle", seconds: since(begun), failed };
}

async function pictureOf(
  host: Host,
  account: Account,
  podUnits: readonly string[],
): Promise<{ readonly picture: string; readonly busy: boolean }> {
  const show = ["systemctl", "--user", "show", "--no-pager"];
  const [jobs, units, processes] = await Promise.all([
    host.run([...show, "--property=NJobs"], { as: account }),
    podUnits.length === 0
      ? undefined
      : host.run([...show, "--property=Id,ActiveState,SubState", "--", ...podUnits], { as: account }),
    host.run(["ps", "-ww", "-U", String(account.uid), "-o", "pid=,comm="]),
  ]);
  const text = (answer: typeof jobs | undefined) => (answer?.outcome === "exited" ? answer.stdout : "");
  const states = text(units);
  const podman = text(processes)
    .split("\n")
    .filter((line) => /\s(podman|conmon)$/.test(line));
  return {
    picture: `${states}\n${podman.join("\n")}`,
    busy:
      !/^NJobs=0$/m.test(text(jobs)) ||
      // A service that podman itself holds in the foreground has come up, and its podman stays.
      /^ActiveState=(activating|deactivating|reloading)$/m.test(states),
  };
}

function since(begun: number): number {
  return Math.round(performance.now() - begun) / 1000;
}
