import released from "./known-keys.json" with { type: "json" };

/** Keys by section and by the release of podman that brought them, read from supported…Keys in pkg/systemd/quadlet/quadlet.go of v4.4.0 to v5.8.0. */
const byRelease: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = released;

/** A kind of quadlet, with the first release of podman that has it (podman's RELEASE_NOTES.md). */
export const kinds = {
  container: { section: "Container", since: "4.4", service: "" },
  kube: { section: "Kube", since: "4.4", service: "" },
  volume: { section: "Volume", since: "4.4", service: "-volume" },
  network: { section: "Network", since: "4.4", service: "-network" },
  image: { section: "Image", since: "4.8", service: "-image" },
  pod: { section: "Pod", since: "5.0", service: "-pod" },
  build: { section: "Build", since: "5.2", service: "-build" },
  artifact: { section: "Artifact", since: "5.7", service: "-artifact" },
} as const;
export type QuadletKind = keyof typeof kinds;

/** The kind that a file's name tells; undefined where it is no quadlet's. The generator minds the case of the suffix. */
export function kindOf(name: string): QuadletKind | undefined {
  const suffix = /\.([a-z]+)$/.exec(name)?.[1];
  return suffix !== undefined && Object.hasOwn(kinds, suffix) ? (suffix as QuadletKind) : undefined;
}

/** The sections that a quadlet of this kind may have, besides any that begins with `X-`. */
export function sectionsOfKind(kind: QuadletKind): readonly string[] {
  return [kinds[kind].section, "Unit", "Service", "Install", "Quadlet"];
}

/** The release of podman that brought a key, e.g. `5.5`; undefined for a key that none up to 5.8 has. */
export function keySince(section: string, key: string): string | undefined {
  return Object.entries(byRelease[section] ?? {}).find(([, keys]) => keys.includes(key))?.[0];
}

/** Every key of a section, up to podman 5.8. */
export function quadletKeys(section: string): readonly string[] {
  return Object.values(byRelease[section] ?? {}).flat();
}

/** Whether a version such as `5.4.2` is older than a release such as `5.5`. */
export function isOlder(version: string, release: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [thatMajor = 0, thatMinor = 0] = release.split(".").map(Number);
  return major === thatMajor ? minor < thatMinor : major < thatMajor;
}
