import { existsSync, readdirSync, readFileSync } from "node:fs";

const NEEDED = [
  { package: "mmdebstrap", file: "/usr/bin/mmdebstrap" },
  { package: "systemd-container", file: "/usr/bin/systemd-nspawn" },
  { package: "debian-archive-keyring", file: "/usr/share/keyrings/debian-archive-keyring.gpg" },
  { package: "util-linux", file: "/usr/bin/nsenter" },
  { package: "qemu-system-x86", file: "/usr/bin/qemu-system-x86_64" },
  { package: "e2fsprogs", file: "/usr/sbin/mke2fs" },
  { package: "mount", file: "/usr/bin/mount" },
  { package: "rsync", file: "/usr/bin/rsync" },
] as const;

/**
 * Installs the machine's packages that the lab lacks, with apt-get; nothing when all are there.
 * Runs outside the isolated worker: a run that is killed must not kill dpkg halfway. Throws when apt gives up.
 */
export async function installMissing(): Promise<void> {
  const missing = NEEDED.filter((need) => !existsSync(need.file)).map((need) => need.package);
  if (missing.length === 0) return;
  console.error(`lab: installing ${missing.join(" ")}`);
  await apt(["update"]);
  await apt(["install", "--yes", "--no-install-recommends", ...missing]);
}

async function apt(args: readonly string[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    // When this process ends apt-get is interrupted: it breaks a download off, and lets dpkg finish, which must not be cut.
    const argv = ["setpriv", "--pdeathsig", "INT", "apt-get", "-q", "-o", "Acquire::Retries=3"];
    const child = Bun.spawn([...argv, "-o", "DPkg::Lock::Timeout=120", ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" },
      stdin: "ignore",
      stdout: 2,
      stderr: "inherit",
    });
    if ((await child.exited) === 0) return;
    if (attempt === 3) throw new Error(`apt-get ${args.join(" ")} failed ${attempt} times`);
    await Bun.sleep(attempt * 3000);
  }
}

interface Source {
  readonly uri: string;
  readonly suites: readonly string[];
}

/**
 * The Debian mirror of this machine: PODDOCTOR_LAB_MIRROR, else the address that its apt sources name for its own
 * release (sources.list(5): one-line and deb822 form). Throws when neither says one.
 */
export function debianMirror(): string {
  const told = process.env.PODDOCTOR_LAB_MIRROR;
  if (told) return told;
  const codename = /^VERSION_CODENAME=(\S+)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "stable";
  const source = aptSources().find(({ suites }) => suites.includes(codename));
  if (source === undefined)
    throw new Error(`no apt source of ${codename} here: set PODDOCTOR_LAB_MIRROR to a Debian mirror`);
  return source.uri;
}

function aptSources(): Source[] {
  const folder = "/etc/apt/sources.list.d";
  const files = existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
  const sources: Source[] = [];
  for (const file of ["/etc/apt/sources.list", ...files].filter((name) => existsSync(name))) {
    const text = readFileSync(file, "utf8");
    if (file.endsWith(".list")) sources.push(...oneLineSources(text));
    if (file.endsWith(".sources")) sources.push(...deb822Sources(text));
  }
  return sources;
}

/** The `deb` entries of a one-line sources.list. */
export function oneLineSources(text: string): Source[] {
  const entries = [...text.matchAll(/^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)/gm)];
  return entries.map(([, uri = "", suite = ""]) => ({ uri, suites: [suite] }));
}

/** The enabled `deb` entries of a deb822 .sources file. */
export function deb822Sources(text: string): Source[] {
  const sources: Source[] = [];
  for (const stanza of text.replace(/^#.*\n?/gm, "").split(/\n\s*\n/)) {
    const words = (name: string): string[] => {
      const value = new RegExp(`^${name}:((?:.*)(?:\\n[ \\t].*)*)`, "im").exec(stanza)?.[1] ?? "";
      return value.split(/\s+/).filter((word) => word !== "");
    };
    if (!words("Types").includes("deb") || /^(no|false|0)$/i.test(words("Enabled")[0] ?? "yes")) continue;
    for (const uri of words("URIs")) sources.push({ uri, suites: words("Suites") });
  }
  return sources;
}
