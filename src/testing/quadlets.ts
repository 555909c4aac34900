import { absent, type Changes } from "./altered-host.ts";

const folder = "/home/podder/.config/containers/systemd";
const generator = "/usr/lib/systemd/user-generators/podman-user-generator";

/** Where podder's quadlets lie on the recorded hosts. */
export const quadletFolder = folder;

/** A container that starts at boot. */
export const startedContainer = "[Container]\nImage=localhost/app:1\n\n[Install]\nWantedBy=default.target\n";

interface Said {
  /** What the generator complains of, one line each, without its name in front. */
  readonly complaints?: readonly string[];
  /** The units that it would write, by name. */
  readonly units?: Readonly<Record<string, string>>;
  /** Paths of the drop-ins that it read, with their texts. */
  readonly dropIns?: Readonly<Record<string, string>>;
}

/**
 * A host on which these quadlets lie, by name, and on which the generator's dry run answers so (its words are those of
 * podman 5.4.2 on a booted trixie).
 */
export function withQuadlets(quadlets: Readonly<Record<string, string>>, said: Said = {}): Changes {
  const { complaints = [], units = {}, dropIns = {} } = said;
  const paths = Object.keys(quadlets).map((name) => (name.startsWith("/") ? name : `${folder}/${name}`));
  const looked = paths.map((path) => `quadlet-generator[7]: Loading source unit file ${path}`);
  const read = Object.keys(dropIns).map((path) => `quadlet-generator[7]: Loading source drop-in file ${path}`);
  const texts = Object.values(quadlets);
  return {
    lists: { [folder]: paths.map((path) => path.slice(path.lastIndexOf("/") + 1)) },
    files: { ...Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? ""])), ...dropIns },
    stats: {
      "/run/systemd/user-generators/podman-user-generator": absent,
      "/etc/systemd/user-generators/podman-user-generator": absent,
      "/usr/local/lib/systemd/user-generators/podman-user-generator": absent,
      [generator]: { kind: "file", mode: 0o755, uid: 0, gid: 0 },
    },
    answers: {
      [`${generator} -user -dryrun`]: {
        exit: complaints.length > 0 ? 1 : 0,
        stdout: Object.entries(units)
          .map(([name, text]) => `---${name}---\n${text}\n`)
          .join(""),
        stderr: [...looked, ...read, ...complaints, ""].join("\n"),
      },
    },
  };
}

/** The unit that the generator makes of a quadlet, in short. */
export function unitOf(source: string, more = ""): string {
  return `[Unit]\nSourcePath=${source.startsWith("/") ? source : `${folder}/${source}`}\n${more}\n[Service]\nExecStart=/usr/bin/podman run localhost/app:1\n`;
}
