import { dirname } from "node:path";
import type { Account } from "../../src/facts/account.ts";
import { isOlder } from "../../src/facts/quadlet/known-keys.ts";
import { settingsOf } from "../../src/facts/quadlet/quadlet-file.ts";
import type { Quadlet, Quadlets } from "../../src/facts/quadlet/quadlets.ts";
import { dropIn, type Repair, repairOf } from "../../src/repair/repair.ts";

/** Whether a quadlet of this kind is one that a boot starts: what others need waits for them, a template for its instance. */
export function bootsByItself({ kind, service }: Quadlet): boolean {
  return (kind === "container" || kind === "pod" || kind === "kube") && !service.endsWith("@.service");
}

/** The pod that starts this container with itself (StartWithPod=, true unless told). */
export function podOf({ files }: Quadlet, { all }: Quadlets): Quadlet | undefined {
  const pod = settingsOf(files, "Container", "Pod").at(-1)?.value;
  const own = settingsOf(files, "Container", "StartWithPod").at(-1)?.value;
  return /^(no|n|false|f|0|off)$/i.test(own ?? "") ? undefined : all.find(({ name }) => name === pod);
}

/** A drop-in that has the boot start the quadlet: podman 5.0 and later read them, and below a home the account may write. */
export function enablingDropIn(
  { path, name }: Quadlet,
  check: string,
  { home }: Account,
  podman: string | undefined,
): Repair | undefined {
  if (podman === undefined || isOlder(podman, "5.0") || !path.startsWith(`${home}/`)) return undefined;
  return repairOf(dropIn(dirname(path), name, check, ["[Install]", "WantedBy=default.target"]));
}
