import { toolDirectories } from "../host/environment.ts";
import { textOf } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";

/** What `podman compose` would hand the work to, and the units that ask it to. */
export interface ComposeProvider {
  /** By unit: the words of its `podman compose` call. */
  readonly calls: ReadonlyMap<string, readonly string[]>;
  /** The program that would be run; undefined where there is none. */
  readonly provider?: string;
  /** Where it was looked for, in podman's order. */
  readonly searched: readonly string[];
  /** containers.conf or the manager's environment name one of their own: then nobody can say here. */
  readonly named: boolean;
}

const pluginFolders = [
  "/usr/local/lib/docker/cli-plugins",
  "/usr/local/libexec/docker/cli-plugins",
  "/usr/lib/docker/cli-plugins",
  "/usr/libexec/docker/cli-plugins",
];

/** Where podman looks for a compose program by default (containers.conf(5), compose_providers). */
export const learnComposeProvider = aboutAccount(
  async (learning: Learning, account): Promise<Known<ComposeProvider>> => {
    const [pods, manager] = await Promise.all([learning.fact("podUnits"), learning.fact("userManager")]);
    if (!pods.known) return pods;
    const calls = new Map<string, readonly string[]>();
    for (const { name, exec } of pods.value.units)
      for (const words of exec.flatMap(({ podman }) => podman)) if (isPodmanCompose(words)) calls.set(name, words);
    if (calls.size === 0) return known({ calls, searched: [], named: false });
    const { host } = learning;
    const as = { as: account };
    const configurations = await Promise.all(
      [`${account.home}/.config/containers/containers.conf`, "/etc/containers/containers.conf"].map((path) =>
        host.read(path, as),
      ),
    );
    const environment = manager.known && manager.value.answers ? manager.value.environment : [];
    const named =
      configurations.some((answer) => /^\s*compose_providers\s*=/m.test(textOf(answer) ?? "")) ||
      environment.some((variable) => variable.startsWith("PODMAN_COMPOSE_PROVIDER=")) ||
      pods.value.units.some(({ config }) =>
        config?.words("Service", "Environment").some((word) => /^(PATH|PODMAN_COMPOSE_PROVIDER)=/.test(word)),
      );
    const path =
      environment
        .find((variable) => variable.startsWith("PATH="))
        ?.slice(5)
        .split(":") ?? toolDirectories;
    const searched = [
      ...[`${account.home}/.docker/cli-plugins`, ...pluginFolders].map((folder) => `${folder}/docker-compose`),
      ...["docker-compose", "podman-compose"].flatMap((name) => path.map((folder) => `${folder}/${name}`)),
    ];
    const found = await Promise.all(searched.map((candidate) => host.stat(candidate, { ...as, follow: true })));
    const provider = searched[found.findIndex(({ outcome }) => outcome !== "absent")];
    return known({ calls, searched, named, ...(provider === undefined ? {} : { provider }) });
  },
);

function isPodmanCompose(words: readonly string[]): boolean {
  return /(^|\/)podman$/.test(words[0] ?? "") && words.slice(1).find((word) => !word.startsWith("-")) === "compose";
}
