import type { StoredImage } from "./podman-storage.ts";
import type { Registries } from "./registries.ts";

/** An image's name taken apart. */
export interface ImageName {
  /** `quay.io`, `localhost`; undefined for a short name. */
  readonly registry?: string;
  /** Without registry, tag and digest. */
  readonly path: string;
  readonly tag: string;
  readonly digest?: string;
}

/**
 * Takes an image's name apart (distribution reference grammar).
 *
 * @returns undefined for what is no name of an image in a registry: another transport, or nothing that could be read
 */
export function parseImageName(reference: string): ImageName | undefined {
  if (/^(containers-storage|dir|docker-archive|docker-daemon|oci|oci-archive|ostree|sif):/.test(reference))
    return undefined;
  const text = reference.replace(/^docker:\/\//, "");
  const [, name = "", tag, digest] =
    /^([A-Za-z0-9][A-Za-z0-9._:/-]*?)(?::([A-Za-z0-9_][A-Za-z0-9_.-]*))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(text) ?? [];
  if (name === "") return undefined;
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const registry = first === "localhost" || /[.:]/.test(first) ? first : undefined;
  return {
    ...(registry === undefined ? {} : { registry }),
    path: registry === undefined ? name : name.slice(slash + 1),
    tag: tag ?? "latest",
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Whether the storage has the image, as podman looks it up: by id, by digest, by name, and a short name by its end. */
export function isStored(reference: string, images: readonly StoredImage[]): boolean {
  if (
    /^(sha256:)?[0-9a-f]{3,64}$/.test(reference) &&
    images.some(({ id }) => id.startsWith(reference.replace("sha256:", "")))
  )
    return true;
  const name = parseImageName(reference);
  if (!name) return false;
  const { registry, path, tag, digest } = name;
  if (digest !== undefined) return images.some(({ digests }) => digests.includes(digest));
  const whole = registry === undefined ? undefined : `${registry}/${path}:${tag}`;
  const docker = registry === "docker.io" && !path.includes("/") ? `docker.io/library/${path}:${tag}` : whole;
  return images.some(({ names }) =>
    names.some((one) => (whole === undefined ? one.endsWith(`/${path}:${tag}`) : one === whole || one === docker)),
  );
}

/** What becomes of a short name that the storage does not have, where nobody can be asked. */
export function resolveShortName(
  { path }: ImageName,
  registries: Registries,
): "resolves" | "no-registry" | "would-ask" {
  if (registries.aliases.has(path)) return "resolves";
  if (registries.unqualifiedSearch.length === 0) return "no-registry";
  return registries.unqualifiedSearch.length > 1 && registries.shortNameMode === "enforcing" ? "would-ask" : "resolves";
}

/** Whether a call that needs the image would have to reach a registry at the start. */
export function wouldPull(
  { reference, pull }: { readonly reference: string; readonly pull: string },
  images: readonly StoredImage[],
): boolean {
  return pull === "always" || (pull !== "never" && !isStored(reference, images));
}
