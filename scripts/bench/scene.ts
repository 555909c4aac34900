import type { ContainerHost } from "../lab/container.ts";
import type { Lab } from "../lab/lab.ts";
import { plant } from "../lab/planting.ts";
import type { Program, Questions, Run } from "./protocol.ts";

/** Where the programs of the bench lie on its hosts. */
export const EMPTY = "/usr/local/bin/empty";
const PROBE = "/usr/local/bin/probe";

export interface SceneOptions {
  /** The pod units of podder. */
  readonly units: number;
  /** The accounts with a pod that runs, podder among them. */
  readonly users: number;
  /** poddoctor, and the folder of this machine that holds the executables `empty` and `probe`. */
  readonly binary: string;
  readonly folder: string;
}

/** A booted host on which programs are measured. */
export class Scene {
  readonly #host: ContainerHost;
  /** Who asks: podder, or root for everybody. */
  readonly as: "podder" | "root";

  constructor(host: ContainerHost, as: "podder" | "root") {
    this.#host = host;
    this.as = as;
  }

  /** The same host, seen by root. */
  asRoot(): Scene {
    return new Scene(this.#host, "root");
  }

  async questions(args: readonly string[]): Promise<Questions> {
    return (await this.#probe(["questions", ...args])) as Questions;
  }

  async times(programs: readonly Program[]): Promise<readonly Run[]> {
    return (await this.#probe(["time"], programs)) as readonly Run[];
  }

  /** Kilobytes. */
  async peaks(programs: readonly Program[]): Promise<readonly number[]> {
    return (await this.#probe(["memory"], programs)) as readonly number[];
  }

  /** What a command prints. Throws where it prints nothing. */
  async text(argv: readonly string[]): Promise<string> {
    const { stdout, stderr, exit } = await this.#run(argv);
    if (stdout === "") throw new Error(`${argv.join(" ")}: exit ${exit}: ${stderr}`);
    return stdout;
  }

  async #probe(words: readonly string[], programs: readonly Program[] = []): Promise<unknown> {
    const { stdout, stderr, exit } = await this.#run([PROBE, ...words], JSON.stringify(programs));
    if (exit !== 0) throw new Error(`the probe failed (exit ${exit}): ${stderr}`);
    return JSON.parse(stdout) as unknown;
  }

  #run(argv: readonly string[], stdin = "") {
    return this.as === "root"
      ? this.#host.asRoot(argv, { stdin, seconds: 300 })
      : this.#host.asUser(argv, { session: "environment", stdin, seconds: 300 });
  }
}

/** Makes and boots a host whose pods run. Throws where they do not. */
export async function bootScene(lab: Lab, { units, users, binary, folder }: SceneOptions): Promise<Scene> {
  const beside = [`${folder}/empty`, `${folder}/probe`];
  const host = await lab.make({ release: "trixie", variant: "seed", binary, beside });
  if (users > 1) await plant(host, moreUsers(users - 1), 300);
  await host.boot();
  await untilRunning(host, users);
  if (units > 1) await plant(host, moreUnits(units - 1), 300);
  return new Scene(host, "podder");
}

async function untilRunning(host: ContainerHost, users: number): Promise<void> {
  const deadline = Date.now() + 180_000;
  for (;;) {
    const running = (await host.runningContainers()).filter(({ name }) => name === "web-app").length;
    if (running === users) break;
    if (Date.now() > deadline) throw new Error(`${running} of ${users} pods run`);
    await Bun.sleep(500);
  }
  await Bun.sleep(3000);
}

/**
 * Accounts with the home of podder, their own name and uid in its place wherever it stands: of the same length, for
 * podman's database is changed with it.
 */
function moreUsers(count: number): string {
  return `
for number in $(seq ${count}); do
  name=$(printf user%02d $number) id=$((1100 + number))
  useradd --no-create-home --home-dir /home/$name --shell /bin/bash --uid $id $name
  cp --archive $home /home/$name
  chown --recursive --no-dereference --from=podder $name: /home/$name
  LC_ALL=C grep --recursive --files-with-matches --null podder /home/$name |
    LC_ALL=C xargs --null sed --in-place "s|/home/podder|/home/$name|g; s|/run/user/$uid|/run/user/$id|g"
  touch /var/lib/systemd/linger/$name
done`;
}

/**
 * Units like the first, for the same pod, enabled and started. As many podman at once would take longer than the whole
 * bench, so while they start another program has its name.
 */
function moreUnits(count: number): string {
  const manager =
    "setpriv --reuid=podder --regid=podder --init-groups env XDG_RUNTIME_DIR=/run/user/$uid systemctl --user";
  return `
names=
for number in $(seq ${count}); do
  cp $units/pod.service $units/pod-$number.service
  ln -s $units/pod-$number.service $units/default.target.wants/
  names="$names pod-$number.service"
done
chown -h podder: $units/pod-*.service $units/default.target.wants/*
mount --bind /bin/true /usr/bin/podman
${manager} daemon-reload
${manager} start $names
umount /usr/bin/podman`;
}
