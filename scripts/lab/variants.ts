import { isHybrid } from "./cgroups.ts";
import { hasQuadlets, RELEASES, type Release } from "./releases.ts";
import { APP_TAR } from "./tree.ts";

/** One step in preparing a healthy host, on the booted host. */
export type Step =
  | { readonly file: string; readonly content: string; readonly owner: "root" | "podder" }
  | { readonly run: readonly string[]; readonly as: "root" | "podder" };

/** A host whose pod comes up after a reboot, by one of the ways in which people have it; or one without a pod. */
export interface Variant {
  readonly name: VariantName;
  readonly releases: readonly Release[];
  /** The variant on which this one is built. */
  readonly on: VariantName | undefined;
  readonly steps: readonly Step[];
  /** The containers that must run after a boot. */
  readonly containers: readonly string[];
  /** The releases on which the pod does not come up in a container of a machine whose cgroups are hybrid. */
  readonly notOnHybrid?: readonly Release[];
}

export const VARIANT_NAMES = ["bare", "seed", "quadlet", "generate", "restart-policy"] as const;
export type VariantName = (typeof VARIANT_NAMES)[number];

/** Whether text names a variant. */
export function isVariantName(text: string): text is VariantName {
  return (VARIANT_NAMES as readonly string[]).includes(text);
}

const root = (...run: string[]): Step => ({ run, as: "root" });
const podder = (...run: string[]): Step => ({ run, as: "podder" });
const linger = root("loginctl", "enable-linger", "podder");
const pod = podder("podman", "pod", "create", "--name", "web");
const container = podder("podman", "create", "--pod", "web", "--name", "web-app", "localhost/app:1");
const unitFolder = "/home/podder/.config/systemd/user";
const quadletFolder = "/home/podder/.config/containers/systemd";

/** The unit that the project began with, as its author wrote it by hand. */
export const SEED_UNIT = `[Unit]
Description=web pod
Wants=dbus.socket
After=dbus.socket

[Service]
Type=forking
RemainAfterExit=yes
ExecStart=/usr/bin/podman pod start web
ExecStop=/usr/bin/podman pod stop web

[Install]
WantedBy=default.target
`;

const VARIANTS: readonly Variant[] = [
  {
    name: "bare",
    releases: RELEASES,
    on: undefined,
    steps: [podder("podman", "import", "--change", 'CMD ["/bin/app"]', APP_TAR, "localhost/app:1")],
    containers: [],
  },
  {
    name: "seed",
    releases: RELEASES,
    on: "bare",
    steps: [
      linger,
      pod,
      container,
      { file: `${unitFolder}/pod.service`, content: SEED_UNIT, owner: "podder" },
      podder("systemctl", "--user", "daemon-reload"),
      podder("systemctl", "--user", "enable", "pod.service"),
    ],
    containers: ["web-app"],
  },
  {
    name: "quadlet",
    releases: RELEASES.filter(hasQuadlets),
    on: "bare",
    steps: [
      linger,
      {
        file: `${quadletFolder}/web.pod`,
        content: "[Pod]\nPodName=web\n\n[Install]\nWantedBy=default.target\n",
        owner: "podder",
      },
      {
        file: `${quadletFolder}/web.container`,
        content: "[Container]\nContainerName=web-app\nImage=localhost/app:1\nPod=web.pod\n",
        owner: "podder",
      },
      // A host with a network that is awaited; without it every quadlet waits for 90 s at boot (podman 5.3 on).
      root("systemctl", "add-wants", "multi-user.target", "network-online.target"),
    ],
    containers: ["web-app"],
  },
  {
    name: "generate",
    releases: RELEASES,
    on: "bare",
    steps: [
      linger,
      pod,
      container,
      podder("mkdir", "-p", unitFolder),
      podder("sh", "-c", `cd ${unitFolder} && podman generate systemd --new --files --name web`),
      // The units make the pod anew at each start: the hand-made one has served as their model.
      podder("podman", "pod", "rm", "--force", "web"),
      podder("systemctl", "--user", "daemon-reload"),
      podder("systemctl", "--user", "enable", "pod-web.service"),
    ],
    containers: ["web-app"],
    // podman 4.3 takes the machine's v1 hierarchies in /proc/self/cgroup for its own cgroup, believes that it does not own
    // it and moves to a scope: "New main PID does not belong to service, and PID file is not owned by root. Refusing."
    notOnHybrid: ["bullseye", "bookworm"],
  },
  {
    name: "restart-policy",
    // bullseye's podman 3.0 has no podman-restart.service.
    releases: RELEASES.filter((release) => release !== "bullseye"),
    on: "bare",
    steps: [
      linger,
      podder("podman", "create", "--restart", "always", "--name", "web-app", "localhost/app:1"),
      podder("systemctl", "--user", "enable", "podman-restart.service"),
    ],
    containers: ["web-app"],
  },
];

/** The variants that a release can have. */
export function variantsOf(release: Release): readonly Variant[] {
  return VARIANTS.filter(({ releases }) => releases.includes(release));
}

/** Whether the variant is healthy as a container of this machine; where not, only a whole kernel can show it so. */
export function isHealthyInContainer(release: Release, { notOnHybrid = [] }: Variant): boolean {
  return !(isHybrid() && notOnHybrid.includes(release));
}

/** The variant of that name. Throws when the release cannot have it. */
export function variantOf(release: Release, name: VariantName): Variant {
  const variant = variantsOf(release).find((candidate) => candidate.name === name);
  if (variant === undefined) throw new Error(`${release} has no variant ${name}`);
  return variant;
}
