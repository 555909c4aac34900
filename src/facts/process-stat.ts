/** USER_HZ is 100 on every architecture that podman has (proc_pid_stat(5)). */
export const tickUs = 10_000;

/** When a process was started, in ticks after the kernel: proc_pid_stat(5), field 22; its name may hold blanks and parentheses. */
export function startTicks(stat: string): number | undefined {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[19]);
  return Number.isFinite(ticks) && ticks > 0 ? ticks : undefined;
}
