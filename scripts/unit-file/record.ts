/**
 * Records how real systemds read the corpus of fixtures/unit-files: what `systemd-analyze --user verify` says of each
 * file, what the booted user manager makes of it, and which links `systemctl --user enable` makes.
 *
 *     bun scripts/unit-file/record.ts [RELEASE...]        (as root; default: every release of the lab)
 */
import { mkdirSync } from "node:fs";
import { type Lab, withLab } from "../lab/lab.ts";
import { bootsInContainer, RELEASES, type Release } from "../lab/releases.ts";
import { account, roots, stage, unitNames } from "./staging.ts";

const recorded = new URL("../../fixtures/unit-files/recorded/", import.meta.url);
const releases = RELEASES.filter(
  (release) => bootsInContainer(release) && (process.argv.length < 3 || process.argv.includes(release)),
);

// One shell for all units, as a process of the lab for each would take minutes. Tab and newline cannot be in a name.
const questions = `
path=/org/freedesktop/systemd1
ask() { busctl --user --json=short "$@" 2>&1; }
tell() {
  name=$1 file=$2
  printf 'unit\\t%s\\n' "$name"
  systemd-analyze --user verify "$file" 2>&1 | sed 's/\\x1b\\[[0-9;]*m//g; s/^/verify\\t/'
  object=$(busctl --user --json=short call org.freedesktop.systemd1 $path org.freedesktop.systemd1.Manager LoadUnit s "$name" 2>&1 |
    sed -n 's/.*"\\(\\/org[^"]*\\)".*/\\1/p')
  [ -n "$object" ] || return
  for interface in Unit Service; do
    printf '%s\\t' $interface
    ask call org.freedesktop.systemd1 "$object" org.freedesktop.DBus.Properties GetAll s org.freedesktop.systemd1.$interface
  done
}
while IFS="$(printf '\\t')" read -r name file; do tell "$name" "$file"; done < /tmp/names
while IFS="$(printf '\\t')" read -r name file; do
  printf 'unit\\t%s\\n' "$name"
  systemctl --user enable --no-reload "$name" 2>&1 | sed -n '1s/^/enable\\t/p'
  find ${roots["config"]} -type l ! -name 'link-*' -printf 'link\\t%P -> %l\\n' -delete
done < /tmp/names
# Loading this one aborts the user manager of systemd 247 (an assertion in unit_watch_bus_name()), so it comes last.
tell type-dbus-without-name.service ${roots["config"]}/type-dbus-without-name.service
`;

/** What is kept of the properties on the bus (org.freedesktop.systemd1(5)). */
const keptProperties = new Set(
  (
    "Names Description LoadState LoadError UnitFileState FragmentPath DropInPaths After Wants Requires Documentation " +
    "Conditions Type RemainAfterExit Restart RestartUSec KillMode NotifyAccess TimeoutStartUSec TimeoutStopUSec " +
    "PIDFile Environment ExecStart ExecStartPre ExecStop StartLimitBurst"
  ).split(" "),
);

// These come in the order of a hash table.
const unordered = new Set(["Names", "After", "Wants", "Requires"]);

interface UnitRecord {
  verify: string[];
  properties: Record<string, unknown>;
  enable: string[];
  links: string[];
}

await withLab(async (lab) => {
  mkdirSync(recorded, { recursive: true });
  for (const release of releases) {
    const { systemd, units } = await recordRelease(lab, release);
    const defaults = units.get("plain.service")?.properties ?? {};
    const sorted = [...units].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = sorted.map(
      ([name, unit]) => `${JSON.stringify(name)}: ${JSON.stringify(lessDefaults(unit, defaults))}`,
    );
    await Bun.write(
      new URL(`${release}.json`, recorded),
      `{"release": ${JSON.stringify(release)}, "systemd": ${systemd}, "defaults": ${JSON.stringify(defaults)}, "units": {\n${lines.join(",\n")}\n}}\n`,
    );
    console.error(`${release}: ${units.size} units`);
  }
});

async function recordRelease(lab: Lab, release: Release): Promise<{ systemd: number; units: Map<string, UnitRecord> }> {
  const staged = `${lab.scratch}/corpus-${release}`;
  stage(staged);
  const tar = await Bun.$`tar -C ${staged} -c .`.quiet();
  const host = await lab.make({ release, variant: "bare" });
  const asRoot = async (...argv: string[]) => {
    const result = await host.asRoot(argv, { seconds: 100 });
    if (result.exit !== 0) throw new Error(`${argv.join(" ")}: ${result.stderr}`);
    return result.stdout;
  };
  await host.putFile("/root/corpus.tar", tar.stdout);
  await asRoot("tar", "-C", "/", "--no-same-owner", "--no-overwrite-dir", "-xf", "/root/corpus.tar");
  await asRoot("chown", "-R", `${account.name}:`, account.home);
  await asRoot("mkdir", "-p", "/var/lib/systemd/linger");
  await asRoot("touch", `/var/lib/systemd/linger/${account.name}`);
  const systemd = Number(/^systemd (\d+)/.exec(await asRoot("systemctl", "--version"))?.[1]);
  await host.boot();
  const names = unitNames().filter((name) => name !== "type-dbus-without-name.service");
  const files = new Map(names.map((name) => [name, `${roots["config"]}/${name}`]));
  const present = new Set((await asRoot("find", ...Object.values(roots), "-maxdepth", "1")).split("\n"));
  for (const root of Object.values(roots).reverse())
    for (const name of names) if (present.has(`${root}/${name}`)) files.set(name, `${root}/${name}`);
  const stdin = names.map((name) => `${name}\t${files.get(name)}\n`).join("");
  await host.putFile("/tmp/names", stdin, { mode: 0o644 });
  const answer = await host.asUser(["sh", "-c", questions], { session: "environment", seconds: 500 });
  await host.destroy();
  return { systemd, units: readAnswers(answer.stdout) };
}

function readAnswers(stdout: string): Map<string, UnitRecord> {
  const units = new Map<string, UnitRecord>();
  let unit: UnitRecord = { verify: [], properties: {}, enable: [], links: [] };
  for (const line of stdout.split("\n")) {
    const tab = line.indexOf("\t");
    const [what, rest] = [line.slice(0, tab), line.slice(tab + 1)];
    if (what === "unit") {
      unit = units.get(rest) ?? { verify: [], properties: {}, enable: [], links: [] };
      units.set(rest, unit);
    } else if (what === "verify") unit.verify.push(shorten(rest));
    else if (what === "enable") unit.enable.push(shorten(rest));
    else if (what === "link") unit.links.push(shorten(rest));
    else if (what === "Unit" || what === "Service") keep(unit.properties, rest);
  }
  return units;
}

function keep(properties: Record<string, unknown>, json: string): void {
  if (!json.startsWith("{")) return;
  const all = (JSON.parse(json) as { data: [Record<string, { data: unknown }>] }).data[0];
  for (const [name, { data }] of Object.entries(all))
    if (keptProperties.has(name)) properties[name] = name.startsWith("Exec") ? commands(data) : settle(name, data);
}

/** What differs from a unit with nothing but a command, and no empty list. */
function lessDefaults(unit: UnitRecord, defaults: Readonly<Record<string, unknown>>): Partial<UnitRecord> {
  const properties = Object.entries(unit.properties).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name]),
  );
  const whole = { ...unit, properties: Object.fromEntries(properties) };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

/** Path, argv and whether failure is ignored; without the times and pids of a process that never ran. */
function commands(data: unknown): unknown {
  return (data as [string, string[], boolean][]).map(([path, argv, ignore]) => [path, argv.map(shorten), ignore]);
}

function settle(name: string, data: unknown): unknown {
  return unordered.has(name) ? (data as string[]).toSorted() : shortenAll(data);
}

function shortenAll(data: unknown): unknown {
  if (typeof data === "string") return shorten(data);
  return Array.isArray(data) ? data.map(shortenAll) : data;
}

// A megabyte of x says as much as 200 of them and where it ends.
function shorten(text: string): string {
  return text.length <= 2000 ? text : `${text.slice(0, 200)}…${text.length}…${text.slice(-20)}`;
}
