import { type Host, textOf } from "../host/host.ts";

/** A line of /proc/self/mounts (proc_pid_mounts(5)). */
export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** What is mounted in poddoctor's own mount namespace, the last one of a target being the one that is seen. */
export async function learnMounts(host: Host): Promise<readonly Mount[] | undefined> {
  const text = textOf(await host.read("/proc/self/mounts"));
  return text === undefined ? undefined : parseMounts(text);
}

/** All of /proc/self/mounts. */
export function parseMounts(text: string): readonly Mount[] {
  return text.split("\n").flatMap(parseMountLine);
}

/** A line of fstab(5) or of /proc/self/mounts, which have the same form; none for comments and what is no entry. */
export function parseMountLine(line: string): readonly Mount[] {
  const [source, target, type, options] = line.trim().split(/\s+/).map(unescaped);
  if (!source || source.startsWith("#") || !target || !type) return [];
  return [
    {
      source,
      target: target === "/" ? target : target.replace(/\/+$/, ""),
      type,
      options: (options ?? "defaults").split(","),
    },
  ];
}

/** A blank is `\040` there. */
function unescaped(word: string): string {
  return word.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** The mount on which a path lies; undefined where it could not be seen, or lies on a root that is not listed. */
export async function mountOf(host: Host, path: string): Promise<Mount | undefined> {
  return mountAmong((await learnMounts(host)) ?? [], path);
}

/** Of some mounts, the one on which a path lies. */
export function mountAmong<M extends Mount>(mounts: readonly M[], path: string): M | undefined {
  let found: M | undefined;
  for (const mount of mounts) {
    const below = mount.target === "/" || path === mount.target || path.startsWith(`${mount.target}/`);
    if (below && mount.target.length >= (found?.target.length ?? 0)) found = mount;
  }
  return found;
}
