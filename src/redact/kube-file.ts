import { scrubText } from "./secret-text.ts";
import type { Secrets } from "./secrets.ts";

/**
 * What was kept of a file for `podman kube play` (src/host/kube-file.ts): its members were chosen one by one, so that only
 * what has the shape of a secret goes. An image's name and tag may look like an assignment (`localhost/auth:1`).
 */
export function scrubKubeFile(bytes: Uint8Array, secrets: Secrets): Uint8Array {
  const kept: unknown = JSON.parse(new TextDecoder().decode(bytes), (key, value: unknown) =>
    typeof value === "string" && key !== "image" ? scrubText(value, secrets) : value,
  );
  return new TextEncoder().encode(JSON.stringify(kept));
}
