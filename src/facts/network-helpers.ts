import { toolDirectories } from "../host/environment.ts";
import { type ContainersConfLine, containersConfLines } from "./containers-conf.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { containersConf } from "./podman-storage.ts";

/** The programs that give a rootless container its network. */
export interface NetworkHelpers {
  /** The one that podman takes where a container asks for none; undefined where podman's version is not known. */
  readonly default?: Helper;
  /** The line of containers.conf(5) that chooses it. */
  readonly set?: ContainersConfLine;
  /** The line of containers.conf(5) that says by what networks of a name are made. */
  readonly backend?: ContainersConfLine;
  /** Which are there. */
  readonly found: ReadonlySet<Helper>;
  /** Folders in which was looked. */
  readonly searched: readonly string[];
}

export const helpers = ["pasta", "slirp4netns"] as const;
export type Helper = (typeof helpers)[number];

/** helper_binaries_dir of containers.conf(5), where it is not set; the PATH comes after it. */
const helperDirectories = [
  "/usr/local/libexec/podman",
  "/usr/local/lib/podman",
  "/usr/libexec/podman",
  "/usr/lib/podman",
];

/** podman 5.0 took pasta for slirp4netns; containers.conf may say otherwise (default_rootless_network_cmd). */
export const learnNetworkHelpers = aboutAccount(async (learning: Learning, account): Promise<Known<NetworkHelpers>> => {
  const [platform, config, lines] = await Promise.all([
    learning.fact("platform"),
    containersConf(learning, account),
    containersConfLines(learning, account, "default_rootless_network_cmd", "network_backend"),
  ]);
  if (!platform.known) return platform;
  if (!config.known) return config;
  if (!lines.known) return lines;
  const searched = [...(config.value.helperDirectories ?? helperDirectories), ...toolDirectories];
  const found = new Set<Helper>();
  for (const helper of helpers) {
    const answers = await Promise.all(
      searched.map((folder) => learning.host.stat(`${folder}/${helper}`, { follow: true })),
    );
    const lost = answers.find((answer) => answer.outcome === "unanswered");
    if (answers.some(({ outcome }) => outcome === "present")) found.add(helper);
    else if (lost?.outcome === "unanswered") return unknown(lost);
  }
  const named = helpers.find((helper) => helper === config.value.rootlessNetworkCommand);
  const major = Number.parseInt(platform.value.podmanVersion ?? "", 10);
  const byVersion: Helper | undefined = Number.isNaN(major) ? undefined : major >= 5 ? "pasta" : "slirp4netns";
  const chosen = named ?? byVersion;
  const set = lines.value.get("default_rootless_network_cmd");
  const backend = lines.value.get("network_backend");
  return known({
    ...(chosen === undefined ? {} : { default: chosen }),
    ...(set === undefined ? {} : { set }),
    ...(backend === undefined ? {} : { backend }),
    found,
    searched,
  });
});
