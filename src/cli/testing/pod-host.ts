import { InventedHost, type InventedMachine } from "./invented-host.ts";

const home = "/home/podder";
const run = "/run/user/1001";
const unitFolder = `${home}/.config/systemd/user`;

const unit = `[Unit]
After=dbus.socket
Wants=dbus.socket

[Service]
Type=forking
RemainAfterExit=yes
ExecStart=/usr/bin/podman pod start web
ExecStop=/usr/bin/podman pod stop web

[Install]
WantedBy=default.target
`;

/** What a test may change of the healthy host. */
export interface Changes {
  readonly uid?: number;
  /** Paths to put; `undefined` takes one away. */
  readonly paths?: Readonly<Record<string, InventedMachine["paths"][string] | undefined>>;
  /** Answers to commands, by a part of the command. */
  readonly commands?: Readonly<Record<string, ReturnType<InventedMachine["command"]>>>;
  readonly unitName?: string;
}

/** A Debian host on which podder, who lingers, has one pod that runs and is enabled; or that host with something changed. */
export function podHost(changes: Changes = {}): InventedHost {
  const name = changes.unitName ?? "pod.service";
  const paths: Record<string, InventedMachine["paths"][string]> = {
    "/proc/1/comm": "systemd\n",
    "/run/systemd/system": { kind: "directory" },
    "/etc/os-release": 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n',
    "/proc/sys/kernel/osrelease": "6.12.0\n",
    "/proc/sys/kernel/random/boot_id": "4f0f3a8e-0000-4000-8000-000000000000\n",
    "/proc/sys/kernel/hostname": "web1\n",
    "/proc/stat": "btime 1700000000\n",
    "/etc/subuid": "podder:100000:65536\n",
    "/etc/subgid": "podder:100000:65536\n",
    "/var/lib/systemd/linger/podder": "",
    [run]: { kind: "directory" },
    [`${run}/bus`]: { kind: "socket" },
    [`${run}/systemd/private`]: { kind: "socket" },
    "/proc/net/unix": `Num RefCount Protocol Flags Type St Inode Path\n0: 2 0 00010000 0001 01 11 ${run}/bus\n`,
    "/usr/bin/podman": "elf",
    "/usr/bin/crun": "elf",
    "/usr/bin/newuidmap": { kind: "file", mode: 0o4755 },
    "/usr/bin/newgidmap": { kind: "file", mode: 0o4755 },
    "/proc/self/mounts": "/dev/vda1 / ext4 rw,relatime 0 0\n",
    "/etc/pam.d/systemd-user": "session optional pam_systemd.so\n",
    "/usr/lib/security/pam_systemd.so": "elf",
    "/var/log/journal": { kind: "directory" },
    [`${unitFolder}/${name}`]: unit,
    [`${unitFolder}/default.target.wants/${name}`]: { link: `${unitFolder}/${name}` },
    "/usr/lib/systemd/user/default.target": "[Unit]\nRequires=basic.target\n",
    "/usr/lib/systemd/user/basic.target": "[Unit]\n",
    "/usr/lib/systemd/user/dbus.socket": "[Socket]\nListenStream=%t/bus\n",
  };
  for (const [path, found] of Object.entries(changes.paths ?? {})) {
    if (found === undefined) delete paths[path];
    else paths[path] = found;
  }
  const changed = Object.entries(changes.commands ?? {});
  return new InventedHost({
    uid: changes.uid ?? 1001,
    environment: { XDG_RUNTIME_DIR: run, USER: "podder" },
    paths,
    command: (argv) => {
      const line = argv.join(" ");
      const match = changed.find(([part]) => line.includes(part));
      return match ? match[1] : answerOf(line, name);
    },
  });
}

function answerOf(line: string, name: string): ReturnType<InventedMachine["command"]> {
  const said = (stdout: string) => ({ exit: 0, stdout });
  if (line === "systemctl --version") return said("systemd 257 (257.7-1)\n");
  if (line.endsWith("/podman-user-generator -version")) return said("5.4.2\n");
  if (line.startsWith("getent passwd")) return said(`podder:x:1001:1001::${home}:/bin/bash\n`);
  if (line.startsWith("chage -l")) return said("Password expires\t: never\nAccount expires\t: never\n");
  if (line.startsWith("id -G")) return said("1001\n");
  if (line.startsWith("systemd-analyze")) return said("");
  if (line.startsWith("journalctl ")) return said("");
  if (line.startsWith("stat -f ")) return said("1000000 2000000 4096 100000 200000\n");
  if (line.startsWith("ps ")) return said(" 7 /usr/bin/conmon --api-version 1 -n web-infra\n");
  if (line.startsWith("systemctl show")) return said(systemUnits());
  if (line.includes("--property=Version,UnitPath"))
    return said(`Version=257\nUnitPath=${unitFolder}.control ${unitFolder} /usr/lib/systemd/user\nEnvironment=\n`);
  if (line.startsWith("systemctl --user show")) return said(userUnits(name));
  return undefined;
}

function systemUnits(): string {
  return ["user@1001.service", "user-runtime-dir@1001.service", "systemd-logind.service"]
    .map((id) =>
      properties({
        Id: id,
        LoadState: "loaded",
        ActiveState: "active",
        SubState: "running",
        Result: "success",
        ExecMainStatus: "0",
        InactiveExitTimestampMonotonic: "5000000",
        ActiveEnterTimestampMonotonic: "5100000",
      }),
    )
    .join("\n");
}

function userUnits(name: string): string {
  const common = { LoadState: "loaded", ActiveState: "active", Result: "success", NeedDaemonReload: "no" };
  return [
    properties({ Id: "dbus.socket", ...common, SubState: "running" }),
    properties({ Id: "default.target", ...common, SubState: "active" }),
    properties({
      Id: name,
      ...common,
      SubState: "exited",
      Type: "forking",
      RemainAfterExit: "yes",
      UnitFileState: "enabled",
      FragmentPath: `${unitFolder}/${name}`,
      After: "dbus.socket basic.target",
      Wants: "dbus.socket",
      WantedBy: "default.target",
      ConditionResult: "yes",
      InactiveExitTimestampMonotonic: "6000000",
      ActiveEnterTimestampMonotonic: "6100000",
    }),
  ].join("\n");
}

function properties(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value}\n`)
    .join("");
}
