import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { oddUnits } from "./odd-units.ts";

/** The account whose units they are, on every host that is recorded. */
export const account = {
  name: "podder",
  uid: 1001,
  gid: 1001,
  group: "podder",
  home: "/home/podder",
  shell: "/bin/bash",
};

/** Where each folder of fixtures/unit-files/units stands on a host. */
export const roots: Readonly<Record<string, string>> = {
  config: `${account.home}/.config/systemd/user`,
  etc: "/etc/systemd/user",
  data: `${account.home}/.local/share/systemd/user`,
  usr: "/usr/lib/systemd/user",
};

const units = new URL("../../fixtures/unit-files/units/", import.meta.url).pathname;

/** Every file of the corpus that is no link, by its path on a host. */
export function corpus(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [folder, place] of Object.entries(roots))
    for (const entry of readdirSync(`${units}${folder}`, { recursive: true, withFileTypes: true })) {
      const path = `${entry.parentPath}/${entry.name}`;
      if (entry.isFile()) files.set(`${place}/${path.slice(`${units}${folder}/`.length)}`, readFileSync(path));
    }
  for (const [name, odd] of oddUnits) if ("bytes" in odd) files.set(`${roots["config"]}/${name}`, odd.bytes);
  return files;
}

/** The units to ask a host about: every unit file, and instances of the templates. */
export function unitNames(): readonly string[] {
  const names = new Set([...oddUnits.keys(), "template@an\\x20instance-x.service", "template-dash-ed@.service"]);
  names.add("inst-drop@one.service").add("template-dash-ed@a-b.service");
  for (const path of corpus().keys()) {
    const [name = "", folder = ""] = path.split("/").reverse();
    if (folder === "user" && !name.includes("@")) names.add(name);
  }
  return [...names].sort();
}

/** Puts the whole corpus into an empty folder, as it is to stand below the root of a host. */
export function stage(tree: string): void {
  for (const place of Object.values(roots)) mkdirSync(`${tree}${place}`, { recursive: true });
  for (const [path, bytes] of corpus()) {
    mkdirSync(`${tree}${path.replace(/\/[^/]*$/, "")}`, { recursive: true });
    writeFileSync(`${tree}${path}`, bytes);
  }
  for (const [name, odd] of oddUnits) if ("linkTo" in odd) symlinkSync(odd.linkTo, `${tree}${roots["config"]}/${name}`);
}
