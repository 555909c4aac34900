import { textOf } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, output, unknown } from "./fact.ts";
import { monotonicUs, type Properties, parseProperties } from "./properties.ts";

/** A job of the user manager that has not come to an end. */
export interface StartJob {
  readonly unit: string;
  readonly state: "running" | "waiting";
  readonly properties: Properties;
  /** For how long the unit has been starting; undefined where it has not begun. */
  readonly startingUs?: number;
}

/** The jobs of the user manager that keep its boot from being done. */
export interface StartJobs {
  /** By unit; none where default.target is reached. */
  readonly jobs: ReadonlyMap<string, StartJob>;
  readonly command: string;
}

const list = ["systemctl", "--user", "list-jobs", "--no-pager", "--no-legend", "--full"];
const asked = "Id,ActiveState,SubState,Type,TimeoutStartUSec,InactiveExitTimestampMonotonic,After";

/** Asks for jobs only where default.target is not reached: that is, where some job of the boot is not done. */
export const learnStartJobs = aboutAccount(async (learning: Learning, account): Promise<Known<StartJobs>> => {
  const states = await learning.fact("unitStates");
  if (!states.known) return states;
  const command = list.join(" ");
  const target = states.value.answers ? states.value.units.get("default.target") : undefined;
  if (!target || target["ActiveState"] === "active") return known({ jobs: new Map(), command });
  const listed = await output(learning.host, list, { as: account });
  if (!listed.known) return listed;
  const found = [...parseJobs(listed.value)].sort((a, b) => (a.unit < b.unit ? -1 : 1));
  if (found.length === 0) return known({ jobs: new Map(), command });
  const show = ["systemctl", "--user", "show", "--no-pager", `--property=${asked}`, "--"];
  const [shown, uptime] = await Promise.all([
    output(learning.host, [...show, ...found.map(({ unit }) => unit)], { as: account }),
    learning.host.read("/proc/uptime"),
  ]);
  if (!shown.known) return shown;
  if (uptime.outcome === "unanswered") return unknown(uptime);
  const nowUs = Number.parseFloat(textOf(uptime) ?? "") * 1e6;
  const blocks = new Map(parseProperties(shown.value).map((properties) => [properties["Id"], properties]));
  const jobs = found.map((job): StartJob => {
    const properties = blocks.get(job.unit) ?? {};
    const begun =
      properties["ActiveState"] === "activating"
        ? monotonicUs(properties, "InactiveExitTimestampMonotonic")
        : undefined;
    return {
      ...job,
      properties,
      ...(begun === undefined || Number.isNaN(nowUs) ? {} : { startingUs: Math.max(0, nowUs - begun) }),
    };
  });
  return known({ jobs: new Map(jobs.map((job) => [job.unit, job])), command });
});

/** Lines of `systemctl list-jobs --no-legend`: number, unit, type, state. */
export function parseJobs(text: string): readonly { readonly unit: string; readonly state: "running" | "waiting" }[] {
  return text.split("\n").flatMap((line) => {
    const [, unit, state] = /^\s*\d+\s+(\S+)\s+start\s+(running|waiting)\s*$/.exec(line) ?? [];
    return unit === undefined
      ? []
      : [{ unit, state: state === "running" ? ("running" as const) : ("waiting" as const) }];
  });
}

/** The job that a job waits for, by the order that systemd computed, through others that wait; a running one is its own. */
export function blockerOf(job: StartJob, jobs: StartJobs["jobs"]): StartJob | undefined {
  const seen = new Set<string>();
  const queue = [job];
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (next.state === "running") return next;
    seen.add(next.unit);
    for (const name of (next.properties["After"] ?? "").split(" ")) {
      const other = jobs.get(name);
      if (other && !seen.has(name)) queue.push(other);
    }
  }
  return undefined;
}

/** Whether systemd would wait for the end of its start for ever. */
export function hasNoLimit({ properties }: StartJob): boolean {
  return properties["TimeoutStartUSec"] === "infinity";
}
