import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Account } from "../facts/account.ts";
import { loadComplaints, mergeUnit, parseUnitFile, splitUnitName, unitNameIsValid } from "../facts/unit-file/index.ts";
import { actAs } from "../host/act-as.ts";
import { readRegularFile } from "../host/files.ts";
import { reasonOf } from "./change.ts";
import { codeOf } from "./file-state.ts";
import { type Repair, type RepairStep, repairOf } from "./repair.ts";
import { foreignFolder } from "./trusted-path.ts";

/** What cannot be installed, in a sentence for whoever typed the path. */
export class CannotInstall extends Error {}

export interface InstallGround {
  readonly account: Account;
  /** The folder of the account's units. */
  readonly userDirectory: string;
  /** systemd's version, where it is known: what it refuses differs. */
  readonly systemd?: number;
  readonly caller: {
    readonly uid: number /** Who called sudo(8), and is trusted as root is. */;
    readonly sudoUid?: number;
  };
}

const quadletSuffix = /\.(container|pod|kube|volume|network|image|build)$/;
/** Targets that a user manager reaches at boot; a unit for another one is left to the check that knows better. */
const reachedTargets = new Set(["default.target", "basic.target", "sockets.target", "timers.target", "paths.target"]);
/** The settings of [Install] that `enable` turns into a link, and the folder that it makes for each. */
const linkFolders = { WantedBy: "wants", RequiredBy: "requires", UpheldBy: "upholds" } as const;

/**
 * The repair that puts unit and quadlet files in their place and enables them: units in the folder of user units, with
 * the links that `enable` would make, quadlets where the generator looks for them.
 *
 * @param paths files, or folders of them
 * @throws CannotInstall where a file is none, has no valid name, or systemd would refuse it
 */
export function installRepair(
  paths: readonly string[],
  ground: InstallGround,
): { readonly summary: string; readonly repair: Repair } {
  const files = paths.flatMap((path) => withRightsFor(path, ground, () => filesOf(path)));
  const names = files.map((path) => basename(path));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new CannotInstall(`${twice} is given twice`);
  const steps = files.flatMap((path) => stepsOf(path, ground));
  return { summary: `put ${names.join(", ")} in place`, repair: repairOf(...steps) };
}

/**
 * Root reads with its own rights only what nobody else could have led elsewhere: a link planted in a folder of the
 * account's would have root hand it /etc/shadow as a unit.
 */
function withRightsFor<T>(path: string, { account, caller }: InstallGround, work: () => T): T {
  if (caller.uid !== 0 || account.uid === 0) return work();
  const trusted = caller.sudoUid === undefined ? [0] : [0, caller.sudoUid];
  const foreign = orExplained(path, () => foreignFolder(`${path}/.`, trusted));
  if (foreign === undefined) return work();
  try {
    return actAs(account, work);
  } catch (error) {
    if (!(error instanceof CannotInstall)) throw error;
    throw new CannotInstall(
      `${error.message}. It was looked at with the rights of ${account.name}, as ${foreign} is not root's alone`,
    );
  }
}

function orExplained<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (codeOf(error) === "ENOENT") throw new CannotInstall(`${path} does not exist`);
    throw new CannotInstall(`${path}: ${reasonOf(error)}`);
  }
}

function filesOf(path: string): readonly string[] {
  return orExplained(path, () => {
    if (!statSync(path).isDirectory()) return [path];
    const found = readdirSync(path)
      .filter((name) => !name.startsWith(".") && isInstallable(name))
      .sort()
      .map((name) => join(path, name));
    if (found.length === 0) throw new CannotInstall(`${path} holds no unit and no quadlet`);
    return found;
  });
}

function isInstallable(name: string): boolean {
  return unitNameIsValid(name) || quadletSuffix.test(name);
}

function stepsOf(path: string, ground: InstallGround): readonly RepairStep[] {
  const name = basename(path);
  if (!isInstallable(name)) throw new CannotInstall(`${name} is no name of a unit or of a quadlet`);
  const read = withRightsFor(path, ground, () => {
    const answer = readRegularFile(path);
    if (answer.outcome === "absent") throw new CannotInstall(`${path} does not exist`);
    if (answer.outcome !== "read") throw new CannotInstall(answer.detail);
    return answer;
  });
  if (read.bytes.length === 0) throw new CannotInstall(`${path} is empty`);
  const quadlet = quadletSuffix.test(name);
  const directory = quadlet ? `${ground.account.home}/.config/containers/systemd` : ground.userDirectory;
  const file: RepairStep = { kind: "file", as: "user", path: `${directory}/${name}`, content: read.bytes };
  return quadlet ? [file] : [file, ...linksOf(path, read.bytes, file.path, ground)];
}

/** The links by which `systemctl enable` would have the unit started at boot. */
function linksOf(from: string, bytes: Uint8Array, target: string, { systemd }: InstallGround): readonly RepairStep[] {
  const name = basename(target);
  const config = mergeUnit(parseUnitFile(bytes, from, systemd === undefined ? {} : { systemd }), []);
  const [refusal] = loadComplaints(config, name, systemd);
  if (refusal)
    throw new CannotInstall(
      `systemd would refuse ${from}${refusal.line > 0 ? `, line ${refusal.line}` : ""}: ${refusal.text}`,
    );
  const enabled = enabledName(name, config.words("Install", "DefaultInstance").at(-1));
  if (enabled === undefined) return [];
  return Object.entries(linkFolders).flatMap(([setting, folder]) =>
    config
      .words("Install", setting)
      .filter((wanted) => reachedTargets.has(wanted))
      .map(
        (wanted): RepairStep => ({
          kind: "link",
          as: "user",
          path: `${dirname(target)}/${wanted}.${folder}/${enabled}`,
          target,
        }),
      ),
  );
}

/** A template is enabled as the instance that it names, or not at all (systemd.unit(5)). */
function enabledName(name: string, defaultInstance: string | undefined): string | undefined {
  const parts = splitUnitName(name);
  if (parts?.instance !== "") return name;
  return defaultInstance === undefined ? undefined : `${parts.prefix}@${defaultInstance}.${parts.type}`;
}
