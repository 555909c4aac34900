import type { Changes } from "./altered-host.ts";

/** The pod's unit of the recorded hosts that have one written by hand. */
export const podUnit = "/home/podder/.config/systemd/user/pod.service";

/** Other words in that unit. */
export function inPodUnit(from: string | RegExp, to: string): Pick<Changes, "files"> {
  return { files: { [podUnit]: (text: string) => text.replace(from, to) } };
}

/** It runs now, whatever became of it at the boot. */
export const podActive: Pick<Changes, "shown"> = { shown: { "pod.service": { ActiveState: "active" } } };
