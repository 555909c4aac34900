import { dirname } from "node:path";
import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { asRoot, asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { kindOf, kinds } from "../../src/facts/quadlet/known-keys.ts";
import type { QuadletFile } from "../../src/facts/quadlet/quadlet-file.ts";
import { repairOf } from "../../src/repair/repair.ts";

export const quadletWrongDirectory = defineCheck({
  id: "quadlet-wrong-directory",
  group: "quadlet",
  title: "Every quadlet lies where the generator looks",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["account", "quadlets", "podUnits"],
  judge({ account, quadlets, podUnits }) {
    const { all, astray, folder } = quadlets;
    const has = podUnits.units.length + all.length > 0;
    // What lies in /etc is nobody's in particular: whoever has pods of their own does not miss it.
    const strays = astray.filter(
      (file) =>
        isQuadlet(file) &&
        !all.some(({ name }) => file.path.endsWith(`/${name}`)) &&
        !(has && file.path.startsWith("/etc/")),
    );
    if (strays.length === 0) return pass(account.name, "Every quadlet lies where the generator looks");
    const weight: Finding["status"] = has ? "warn" : "fail";
    return strays.map(({ path }): Finding => {
      const name = path.slice(dirname(path).length + 1);
      const helper = !/\.(container|pod|kube)$/.test(name);
      const own = path.startsWith(`${account.home}/`);
      const as = own ? asUser : asRoot;
      return {
        subject: name,
        status: helper ? "warn" : weight,
        summary: `${name} lies in ${dirname(path)}, where the generator does not look`,
        because: `its quadlet lies in ${dirname(path)}, where podman's generator does not look; the folder is ${folder}`,
        evidence: [
          { source: path, lines: [`a .${kindOf(name)} quadlet`] },
          { source: `${folder}/${name}`, lines: ["does not exist"] },
        ],
        fix: [
          ...asUser(`mkdir -p ${shellQuote(folder)}`),
          ...as(
            `mv -- ${shellQuote(path)} ${shellQuote(own ? `${folder}/${name}` : `/etc/containers/systemd/users/${account.uid}/`)}`,
          ),
          ...asUser("systemctl --user daemon-reload"),
        ],
        ...(own ? { repair: repairOf({ kind: "move", as: "user", from: path, to: `${folder}/${name}` }) } : {}),
      };
    });
  },
  explanation: {
    what: "A quadlet lies in a folder that podman's generator does not search: among the units in ~/.config/systemd/user, in ~/.config/containers without /systemd, in a folder whose name is misspelt.",
    why: "For a user the generator searches ~/.config/containers/systemd, /etc/containers/systemd/users, /etc/containers/systemd/users/UID and (podman 5.3 on) $XDG_RUNTIME_DIR/containers/systemd, with their sub-folders from podman 4.7 on. A file elsewhere is passed over without a word; systemd itself knows no such suffix.",
    see: ["/usr/lib/systemd/user-generators/podman-user-generator -user -dryrun", "find ~ -name '*.container'"],
    mend: "Move the file to ~/.config/containers/systemd, then `systemctl --user daemon-reload`.",
    healthy:
      "A quadlet in a sub-folder, or in /etc/containers/systemd/users, which is every user's; one in /etc/containers/systemd itself, which is root's; a copy of one that is in place.",
    sources: [
      "podman-systemd.unit(5)",
      "getUnitDirs() in podman's cmd/quadlet/main.go",
      "failure catalogue E03",
      "booted: trixie (podman 5.4.2)",
    ],
  },
});

/** Other programs have files of these suffixes, too (systemd.network(5)). */
function isQuadlet({ path, sections }: QuadletFile): boolean {
  const kind = kindOf(path.slice(path.lastIndexOf("/") + 1));
  const names = sections.map(({ name }) => name);
  return kind !== undefined && names.includes(kinds[kind].section) && !names.includes("Match");
}
