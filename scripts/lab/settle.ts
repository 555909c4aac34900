/** Whether a state of `systemctl is-system-running` is one that passes by itself (systemctl(1); empty: no answer yet). */
export function isStarting(state: string): boolean {
  return ["", "offline", "unknown", "initializing", "starting"].includes(state);
}

/** Asks for a manager's state until it is no longer starting, or the deadline (as Date.now()) is over; the last answer. */
export async function settled(deadline: number, ask: () => Promise<string>): Promise<string> {
  for (;;) {
    const state = await ask();
    if (!isStarting(state) || Date.now() > deadline) return state;
    await Bun.sleep(100);
  }
}
