import { type HostUnderTest, podIsRunning } from "./host-under-test.ts";

/** The shell text of a case does not do what it says: the case is wrong, and trying again would not help. */
export class PlantFailed extends Error {
  override readonly name = "PlantFailed";
}

/** Runs the shell text of a case as root, on the tree or on the booted host. Throws PlantFailed where it fails. */
export async function plant(host: HostUnderTest, text: string, seconds = 60): Promise<void> {
  const home = "/home/podder";
  const script = `set -e\nhome=${home}\nunits=${home}/.config/systemd/user\nuid=$(id -u podder)\n${text}\n`;
  const result = await host.asRoot(["sh", "-c", script], { seconds });
  if (result.exit !== 0) throw new PlantFailed(`the case cannot be planted: ${result.stderr}`);
}

/**
 * Whether the pod runs and goes on running. What is expected only decides how patiently is looked: a Type=simple
 * service's pod comes up after its manager has settled, and one that is stopped after its start takes its time. A pod is
 * down for good only when nothing is at work on one.
 */
export async function podState(
  host: HostUnderTest,
  containers: readonly string[],
  expectedUp: boolean,
): Promise<boolean> {
  if (containers.length === 0) return true;
  const deadline = Date.now() + (host.kind === "vm" ? 240_000 : 25_000);
  for (;;) {
    const up = await podIsRunning(host, { containers, steadySeconds: 3 });
    const stays = up || expectedUp || !(await host.isStartingContainers());
    if ((up === expectedUp && stays) || Date.now() > deadline) return up;
    await Bun.sleep(300);
  }
}
