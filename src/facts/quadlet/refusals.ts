import { nearest } from "../unit-file/index.ts";
import { isOlder, keySince, kinds, quadletKeys, sectionsOfKind } from "./known-keys.ts";
import type { Quadlet } from "./quadlets.ts";

const reference =
  /^(?:requested Quadlet \w+ (?<asked>\S+) was not found|quadlet pod unit (?<pod>\S+) does not exist|pod (?<bare>.+) is not Quadlet based|unable to translate dependency for (?<dependency>\S+)|cannot get the resource name of (?<refused>\S+))/;

/** The key that the generator does not know, and the one that was most likely meant. */
export function unknownKey({
  complaint,
}: Quadlet): { readonly section: string; readonly key: string; readonly nearest?: string } | undefined {
  const [, key, section] = /^unsupported key '(.*)' in group '(.*)' in /s.exec(complaint?.reason ?? "") ?? [];
  if (key === undefined || section === undefined) return undefined;
  const meant = nearest(key, quadletKeys(section));
  return { section, key, ...(meant === undefined || meant === key ? {} : { nearest: meant }) };
}

/** The unknown key, where a later podman knows it, and that podman's release. */
export function tooNewKey(
  quadlet: Quadlet,
  podman: string | undefined,
): { readonly section: string; readonly key: string; readonly since: string } | undefined {
  const found = unknownKey(quadlet);
  const since = found && keySince(found.section, found.key);
  return found && since !== undefined && podman !== undefined && isOlder(podman, since)
    ? { ...found, since }
    : undefined;
}

/** What the quadlet names that the generator does not find. */
export function missingReference({
  complaint,
}: Quadlet): { readonly name: string; readonly why: "missing" | "no-suffix" | "refused" } | undefined {
  const groups = reference.exec(complaint?.stage === "convert" ? complaint.reason : "")?.groups;
  if (!groups) return undefined;
  const name = groups["asked"] ?? groups["pod"] ?? groups["dependency"];
  if (name !== undefined) return { name, why: "missing" };
  if (groups["bare"] !== undefined) return { name: groups["bare"], why: "no-suffix" };
  return groups["refused"] === undefined ? undefined : { name: groups["refused"], why: "refused" };
}

/** A section that is none of this kind's, and the one that was most likely meant. */
export function unknownSection({
  kind,
  files,
}: Quadlet):
  | { readonly name: string; readonly meant: string; readonly path: string; readonly line: number }
  | undefined {
  const own = sectionsOfKind(kind);
  for (const { path, sections } of files) {
    for (const { name, line } of sections) {
      if (own.includes(name) || name.startsWith("X-")) continue;
      const meant = nearest(name, own);
      if (meant !== undefined) return { name, meant, path, line };
    }
  }
  return undefined;
}

/** Whether it is this kind that the generator does not know yet. */
export function tooNewKind({ kind, passedOver }: Quadlet, podman: string | undefined): boolean {
  return passedOver === true && podman !== undefined && isOlder(podman, kinds[kind].since);
}
