import { type PodmanCall, valuesOf } from "./parse.ts";

/** A path of the host that a container mounts. */
export interface BindSource {
  /** Absolute. */
  readonly path: string;
  /** The option as written, or the container whose mount it is. */
  readonly from: string;
  /** Whether podman shall give it an SELinux label of containers (`:z`, `:Z`, `relabel=`). */
  readonly relabel?: true;
  /** It must be a file, a socket or a device: to make a folder is no help. */
  readonly noFolder?: true;
}

/** A port of the host that a container publishes. */
export interface PublishedPort {
  /** The address; empty for all. */
  readonly address: string;
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
  readonly from: string;
}

export interface NeededImage {
  readonly reference: string;
  readonly pull: PullPolicy;
  /** How the policy is said where no option says it: `imagePullPolicy: Always`. */
  readonly said?: string;
}

/** What the command line of a podman call asks of the host. `undetermined`: words that only the start itself resolves. */
export interface CallNeeds {
  readonly image?: NeededImage;
  readonly sources: readonly BindSource[];
  readonly ports: readonly PublishedPort[];
  /** User-defined networks by name. */
  readonly networks: readonly string[];
  readonly secrets: readonly string[];
  /** Files of registry logins that the call names. */
  readonly authFiles: readonly string[];
  /** How it gets its network: by pasta or slirp4netns, or without either. */
  readonly mode: "default" | "pasta" | "slirp4netns" | "bridge" | "other";
  readonly undetermined: readonly string[];
}

export type PullPolicy = "missing" | "always" | "newer" | "never";

/**
 * What a call needs on the host (podman-run(1), podman-pod-create(1), podman-kube-play(1)).
 *
 * @param directory where a relative path begins: user units are run in the home; undefined where that is not so
 */
export function needsOf(call: PodmanCall, directory: string | undefined): CallNeeds {
  const undetermined: string[] = [];
  const plain = (values: readonly string[]): readonly string[] =>
    values.filter((value) => {
      const settled = !value.replaceAll("$$", "").includes("$");
      if (!settled) undetermined.push(value);
      return settled;
    });
  const networks = plain(valuesOf(call, "network", "net"));
  const inPod = valuesOf(call, "pod", "pod-id-file").length > 0;
  const rootfs = valuesOf(call, "rootfs").includes("true");
  const [reference] = call.verb === "run" || call.verb === "create" ? plain(call.operands.slice(0, 1)) : [];
  return {
    ...(reference === undefined || rootfs
      ? {}
      : { image: { reference, pull: pullPolicy(valuesOf(call, "pull").at(-1)) } }),
    sources: [
      ...plain(valuesOf(call, "volume")).flatMap((value) => volumeSource(value, directory)),
      ...plain(valuesOf(call, "mount")).flatMap((value) => mountSource(value, directory)),
    ],
    ports: plain(valuesOf(call, "publish")).flatMap(publishedPort),
    networks: networks.flatMap(networkNames),
    secrets: plain(valuesOf(call, "secret")).map((value) => value.split(",")[0] ?? ""),
    authFiles: plain(valuesOf(call, "authfile")),
    mode: inPod ? "other" : networkMode(networks),
    undetermined,
  };
}

function pullPolicy(value: string | undefined): PullPolicy {
  if (value === "always" || value === "newer" || value === "never") return value;
  return value === "true" ? "always" : "missing";
}

/** `-v SOURCE:TARGET[:OPTIONS]`: a source with a slash in front is a path, one with a dot is below the working directory, any other a volume's name. */
function volumeSource(value: string, directory: string | undefined): readonly BindSource[] {
  // An escaped colon is part of the path; too rare to be read.
  const [source = "", target, options = ""] = value.split(":");
  if (target === undefined || value.includes("\\:")) return [];
  // No shell replaces it in a unit, and podman takes it for root's home.
  if (source.startsWith("~/")) return [{ path: source, from: `-v ${value}` }];
  return absolute(source, directory, `-v ${value}`, /(^|,)z(,|$)/i.test(options));
}

function mountSource(value: string, directory: string | undefined): readonly BindSource[] {
  if (value.includes('"')) return [];
  const fields = new Map(
    value.split(",").map((field) => {
      const at = field.indexOf("=");
      return at < 0 ? ([field, ""] as const) : ([field.slice(0, at), field.slice(at + 1)] as const);
    }),
  );
  const source = fields.get("source") ?? fields.get("src") ?? "";
  const relabel = /^(shared|private)$/.test(fields.get("relabel") ?? "") || fields.has("z") || fields.has("Z");
  return fields.get("type") === "bind" ? absolute(source, directory, `--mount ${value}`, relabel) : [];
}

function absolute(
  source: string,
  directory: string | undefined,
  from: string,
  relabels: boolean,
): readonly BindSource[] {
  const relabel = relabels ? { relabel: true as const } : {};
  if (source.startsWith("/")) return [{ path: source, from, ...relabel }];
  const below = /^\.\/+(.+)$/.exec(source)?.[1];
  return below === undefined || directory === undefined || below.includes("..")
    ? []
    : [{ path: `${directory}/${below}`, from, ...relabel }];
}

/** `[[ADDRESS:][HOST]:]CONTAINER[/PROTOCOL]`; without a host port podman takes a free one. */
function publishedPort(value: string): readonly PublishedPort[] {
  const [, address = "", first, last, , protocol = "tcp"] =
    /^(?:(\[[^\]]*\]|[^:[\]]*):)?(?:(\d+)(?:-(\d+))?):(\d+(?:-\d+)?)(?:\/(tcp|udp|sctp))?$/i.exec(value) ?? [];
  if (first === undefined) return [];
  const from = Number(first);
  const to = Number(last ?? first);
  return from === 0
    ? []
    : [
        {
          address: address.replace(/^\[|\]$/g, ""),
          first: from,
          last: to,
          protocol: protocol.toLowerCase(),
          from: `-p ${value}`,
        },
      ];
}

const modes = new Set([
  "",
  "bridge",
  "host",
  "none",
  "private",
  "slirp4netns",
  "pasta",
  "default",
  "container",
  "ns",
  "podman",
]);

/** `--network` names one network, several with commas, or a mode; what follows a colon are options. */
function networkNames(value: string): readonly string[] {
  const [name = ""] = value.split(":");
  if (modes.has(name)) return [];
  return value.includes(":") ? [name] : value.split(",").filter((one) => !modes.has(one));
}

function networkMode(networks: readonly string[]): CallNeeds["mode"] {
  const [mode] = networks.map((value) => value.split(":")[0]);
  if (mode === undefined || mode === "" || mode === "private" || mode === "default") return "default";
  if (mode === "pasta" || mode === "slirp4netns") return mode;
  return mode === "host" || mode === "none" || mode === "container" || mode === "ns" ? "other" : "bridge";
}
