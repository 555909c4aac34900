import { type FileAnswer, type Host, textOf } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** A setting that logs the account in at each boot without a password: that starts its user manager as lingering would. */
export interface Autologin {
  /** The program that does it: `console-getty.service`, `gdm`. */
  readonly by: string;
  readonly path: string;
  /** The line that says so, as it was read. */
  readonly text: string;
}

const unitFolders = ["/etc/systemd/system", "/run/systemd/system"];
const getty = /^((?:serial-|console-|container-)?getty(?:@[^/]*)?\.service)(\.d)?$/;

/** Where a display manager says whom it logs in: section and key, and the key that turns it on where there is one. */
interface Setting {
  readonly by: string;
  readonly path: string;
  readonly sections: readonly string[];
  readonly key: string;
  readonly switch?: string;
}

const gdm = { by: "gdm", sections: ["daemon"], key: "AutomaticLogin", switch: "AutomaticLoginEnable" };
const sddm = { by: "sddm", sections: ["Autologin"], key: "User" };
const lightdm = { by: "lightdm", sections: ["Seat:*", "SeatDefaults"], key: "autologin-user" };

const displayManagers: readonly Setting[] = [
  { ...gdm, path: "/etc/gdm3/daemon.conf" },
  { ...gdm, path: "/etc/gdm3/custom.conf" },
  { ...gdm, path: "/etc/gdm/custom.conf" },
  { ...sddm, path: "/etc/sddm.conf" },
  { ...lightdm, path: "/etc/lightdm/lightdm.conf" },
];
const displayManagerFolders: readonly Setting[] = [
  { ...sddm, path: "/etc/sddm.conf.d" },
  { ...lightdm, path: "/etc/lightdm/lightdm.conf.d" },
];

/**
 * Who logs the account in at boot: a getty's `--autologin` (agetty(8)) in somebody's own unit or drop-in, or a display
 * manager's setting. What may not be read is unknown: an autologin may stand in it.
 */
export const learnAutologin = aboutAccount(
  async ({ host }: Learning, account): Promise<Known<readonly Autologin[]>> => {
    const [gettys, ofFolders] = await Promise.all([gettyFiles(host), displayManagerFiles(host)]);
    if (!gettys.known) return gettys;
    if (!ofFolders.known) return ofFolders;
    const settings = [...displayManagers, ...ofFolders.value];
    const [gettyAnswers, answers] = await Promise.all([
      Promise.all(gettys.value.map(({ path }) => host.read(path))),
      Promise.all(settings.map(({ path }) => host.read(path))),
    ]);
    const lost = [...gettyAnswers, ...answers].find((answer) => answer.outcome === "unanswered");
    if (lost?.outcome === "unanswered") return unknown(lost);
    return known([
      ...gettys.value.flatMap(({ by, path }, at) =>
        autologin(by, path, gettyLine(textAt(gettyAnswers, at), account.name)),
      ),
      ...settings.flatMap((setting, at) =>
        autologin(setting.by, setting.path, settingFor(textAt(answers, at), setting, account.name)),
      ),
    ]);
  },
);

function textAt(answers: readonly FileAnswer[], at: number): string {
  const answer = answers[at];
  return (answer && textOf(answer)) ?? "";
}

function autologin(by: string, path: string, text: string | undefined): readonly Autologin[] {
  return text === undefined ? [] : [{ by, path, text: text.trim() }];
}

interface NamedFile {
  readonly by: string;
  readonly path: string;
}

async function gettyFiles(host: Host): Promise<Known<readonly NamedFile[]>> {
  const files: NamedFile[] = [];
  for (const folder of unitFolders) {
    const listing = await host.list(folder);
    if (listing.outcome === "unanswered") return unknown(listing);
    if (listing.outcome === "absent") continue;
    for (const { name, kind } of listing.entries) {
      const [, by, isFolder] = getty.exec(name) ?? [];
      if (by === undefined) continue;
      if (isFolder === undefined && kind === "file") files.push({ by, path: `${folder}/${name}` });
      if (isFolder === undefined) continue;
      const dropIns = await host.list(`${folder}/${name}`);
      if (dropIns.outcome === "unanswered") return unknown(dropIns);
      if (dropIns.outcome === "listed")
        for (const dropIn of dropIns.entries)
          if (dropIn.name.endsWith(".conf")) files.push({ by, path: `${folder}/${name}/${dropIn.name}` });
    }
  }
  return known(files);
}

async function displayManagerFiles(host: Host): Promise<Known<readonly Setting[]>> {
  const settings: Setting[] = [];
  for (const folder of displayManagerFolders) {
    const listing = await host.list(folder.path);
    if (listing.outcome === "unanswered") return unknown(listing);
    if (listing.outcome === "listed")
      for (const { name } of listing.entries)
        if (name.endsWith(".conf")) settings.push({ ...folder, path: `${folder.path}/${name}` });
  }
  return known(settings);
}

function gettyLine(text: string, account: string): string | undefined {
  return text.split("\n").find((line) => {
    if (!/^\s*ExecStart\s*=/.test(line)) return false;
    const words = line.split(/\s+/).map((word) => word.replaceAll(/['"]/g, ""));
    return words.some(
      (word, at) =>
        word === `--autologin=${account}` ||
        word === `-a${account}` ||
        ((word === "--autologin" || word === "-a") && words[at + 1] === account),
    );
  });
}

function settingFor(text: string, setting: Setting, account: string): string | undefined {
  let section = "";
  let line: string | undefined;
  let on = setting.switch === undefined;
  for (const raw of text.split("\n")) {
    section = /^\s*\[([^\]]+)\]/.exec(raw)?.[1] ?? section;
    const [, key, value = ""] = /^\s*([A-Za-z-]+)\s*=\s*(.*?)\s*$/.exec(raw) ?? [];
    if (key === undefined || !setting.sections.includes(section)) continue;
    if (key === setting.key) line = value === account ? raw : undefined;
    if (key === setting.switch) on = /^(true|1)$/i.test(value);
  }
  return on ? line : undefined;
}
