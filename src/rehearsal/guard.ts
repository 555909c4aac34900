import type { Host } from "../host/host.ts";
import { findTool } from "../host/run-command.ts";

/** What brings the user manager back however poddoctor ends; or why there is none. */
export type Guard = { readonly held: true; release(): Promise<void> } | { readonly held: false; readonly why: string };

/**
 * A transient system unit that lives as long as this process and starts the user manager when it ends
 * (systemd-run(1), `ExecStopPost=` of systemd.service(5)). It is outside of this process's cgroup and session, so neither
 * SIGKILL nor a lost connection reaches it. Where the manager is up already its start does nothing.
 *
 * @param pid the process that is watched
 */
export async function setGuard(host: Host, uid: number, pid: number): Promise<Guard> {
  const [systemctl, tail] = [findTool("systemctl"), findTool("tail")];
  if (systemctl === undefined || tail === undefined) return { held: false, why: "systemctl and tail are needed" };
  const unit = `poddoctor-rehearsal-${uid}.service`;
  const begun = await host.run([
    ...["systemd-run", "--quiet", "--collect", `--unit=${unit}`],
    "--property=Description=Starts the user manager again should a rehearsal of poddoctor be cut short",
    `--property=ExecStopPost=${systemctl} --no-block start user@${uid}.service`,
    ...["--", tail, `--pid=${pid}`, "--follow", "/dev/null"],
  ]);
  if (begun.outcome === "unanswered") return { held: false, why: begun.detail };
  if (begun.exit !== 0) return { held: false, why: begun.stderr.trim().split("\n").at(0) ?? "systemd-run failed" };
  const active = await host.run(["systemctl", "is-active", "--", unit]);
  if (active.outcome !== "exited" || active.stdout.trim() !== "active")
    return { held: false, why: `${unit} does not stay: its tail(1) has no --pid` };
  return {
    held: true,
    release: async () => {
      await host.run(["systemctl", "stop", "--", unit]);
    },
  };
}
