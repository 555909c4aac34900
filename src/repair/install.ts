import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Account } from "../facts/account.ts";
import { loadComplaints, mergeUnit, parseUnitFile, unitNameIsValid } from "../facts/unit-file/index.ts";
import { readRegularFile } from "../host/files.ts";
import { type Repair, type RepairStep, repairOf } from "./repair.ts";

/** What cannot be installed, in a sentence for whoever typed the path. */
export class CannotInstall extends Error {}

const quadletSuffix = /\.(container|pod|kube|volume|network|image|build)$/;
/** Targets that a user manager starts at boot; a unit for another one is left to the check that knows better. */
const reachedTargets = new Set(["default.target"]);

/**
 * The repair that puts unit and quadlet files in their place and enables them: units in the folder of user units, with
 * the link that `enable` would make, quadlets where the generator looks for them.
 *
 * @param paths files, or folders of them, read with the rights of whoever runs poddoctor
 * @throws CannotInstall where a file is none, has no valid name, or systemd would refuse it
 */
export function installRepair(
  paths: readonly string[],
  account: Account,
  userDirectory: string,
  systemd: number | undefined,
): { summary: string; repair: Repair } {
  const files = paths.flatMap(filesOf);
  const names = files.map((path) => basename(path));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new CannotInstall(`${twice} is given twice`);
  const steps = files.flatMap((path) => stepsOf(path, account, userDirectory, systemd));
  return { summary: `put ${names.join(", ")} in place`, repair: repairOf(...steps) };
}

function filesOf(path: string): readonly string[] {
  if (!existsSync(path)) throw new CannotInstall(`${path} does not exist`);
  if (!statSync(path).isDirectory()) return [path];
  const found = readdirSync(path)
    .filter((name) => !name.startsWith(".") && isInstallable(name))
    .sort()
    .map((name) => join(path, name));
  if (found.length === 0) throw new CannotInstall(`${path} holds no unit and no quadlet`);
  return found;
}

function isInstallable(name: string): boolean {
  return unitNameIsValid(name) || quadletSuffix.test(name);
}

function stepsOf(
  path: string,
  account: Account,
  userDirectory: string,
  systemd: number | undefined,
): readonly RepairStep[] {
  const name = basename(path);
  if (!isInstallable(name)) throw new CannotInstall(`${name} is no name of a unit or of a quadlet`);
  const read = readRegularFile(path);
  if (read.outcome !== "read")
    throw new CannotInstall(read.outcome === "absent" ? `${path} does not exist` : read.detail);
  if (read.bytes.length === 0) throw new CannotInstall(`${path} is empty`);
  const content = new TextDecoder("utf-8", { ignoreBOM: true }).decode(read.bytes);
  const quadlet = quadletSuffix.test(name);
  const directory = quadlet ? `${account.home}/.config/containers/systemd` : userDirectory;
  const file: RepairStep = { kind: "file", as: "user", path: `${directory}/${name}`, content };
  if (quadlet) return [file];
  const config = mergeUnit(parseUnitFile(read.bytes, path, systemd === undefined ? {} : { systemd }), []);
  const [refusal] = loadComplaints(config, name);
  if (refusal)
    throw new CannotInstall(
      `systemd would refuse ${path}${refusal.line > 0 ? `, line ${refusal.line}` : ""}: ${refusal.text}`,
    );
  const targets = [...config.words("Install", "WantedBy"), ...config.words("Install", "UpheldBy")].filter((target) =>
    reachedTargets.has(target),
  );
  return [
    file,
    ...targets.map(
      (target): RepairStep => ({
        kind: "link",
        as: "user",
        path: `${directory}/${target}.wants/${name}`,
        target: `${directory}/${name}`,
      }),
    ),
  ];
}
