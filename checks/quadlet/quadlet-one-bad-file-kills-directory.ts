import { dirname } from "node:path";
import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { asUser, edit, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import type { PodUnits } from "../../src/facts/pod-units.ts";
import { isOlder, kindOf } from "../../src/facts/quadlet/known-keys.ts";
import type { Quadlet, Quadlets } from "../../src/facts/quadlet/quadlets.ts";
import { beforeGenerator, decidingLine, eachQuadlet, findSetting, generatorSaid, weightOf } from "./each-quadlet.ts";

export const quadletOneBadFileKillsDirectory = defineCheck({
  id: "quadlet-one-bad-file-kills-directory",
  group: "quadlet",
  title: "The generator can read every quadlet",
  layer: "discovery",
  step: "unit",
  repair: "manual",
  hidesText: true,
  facts: ["account", "quadlets", "podUnits", "platform"],
  waitsFor: beforeGenerator,
  judge({ account, quadlets, podUnits, platform }) {
    const { generator, all } = quadlets;
    if (generator.state !== "answered") return eachQuadlet(quadlets, "", () => undefined);
    const broken = generator.complaints.filter(({ stage, file }) => stage === "load" && kindOf(file) !== undefined);
    const wholeFolder = platform.podmanVersion === undefined || !isOlder(platform.podmanVersion, "4.7");
    const findings = broken.flatMap(({ file, reason, text }): readonly Finding[] => {
      const folder = dirname(file);
      const name = file.slice(folder.length + 1);
      const itself = all.find(({ path }) => path === file);
      const beside = wholeFolder
        ? all.filter(({ path, passedOver }) => dirname(path) === folder && !passedOver && !isBroken(path, quadlets))
        : [];
      const lost = itself === undefined ? beside : [itself, ...beside];
      if (!lost.some((one) => quadlets.quadlets.includes(one))) return [];
      const pods = beside.filter(({ kind }) => kind === "container" || kind === "pod" || kind === "kube");
      const names = pods.map((one) => one.name).join(", ");
      const line = /^file contains line (\d+): /.exec(reason)?.[1];
      const where = line === undefined ? file : `${file}, line ${line}`;
      const what = line === undefined ? reason.replace(/^\w+ .*: /, "") : "it is no key, no section and no comment";
      return [
        {
          subject: pods.length > 0 ? account.name : name,
          status: weigh(lost, quadlets, podUnits),
          summary:
            pods.length > 0
              ? `Because of ${name} the generator passes over its whole folder: ${names}`
              : `The generator cannot read ${name}`,
          because: `podman's generator cannot read ${where} (${what})${pods.length > 0 ? `, and then passes over every quadlet of that folder: ${names}` : ""}`,
          evidence: [
            ...(beside.length > 0
              ? [{ source: folder, lines: [`lost: ${beside.map((one) => one.name).join(", ")}`] }]
              : []),
            { source: line === undefined ? file : `${file}:${line}`, lines: [reason] },
            ...generatorSaid(quadlets, text),
          ],
          fix: [
            ...(line === undefined
              ? asUser(`ls -l ${shellQuote(file)}`)
              : [edit(`Correct ${file}, line ${line}, or move the file out of the folder.`)]),
            ...asUser("systemctl --user daemon-reload"),
          ],
        },
      ];
    });
    if (generator.crash !== undefined) return [crashed(generator.crash, account.name, quadlets, podUnits)];
    if (findings.length > 0) return findings;
    if (quadlets.quadlets.length === 0) return eachQuadlet(quadlets, "", () => undefined);
    return pass(account.name, "The generator can read every quadlet", ...generatorSaid(quadlets));
  },
  explanation: {
    what: "One file in the folder of quadlets cannot be read by the generator: a line that is neither key, section nor comment, a byte order mark, a symlink that leads nowhere (an editor's lock .#web.container is one), a folder with a quadlet's name, or a file that the account may not read.",
    why: "From podman 4.7 on the generator then drops every quadlet of that folder, without naming them: all of their services are gone at the next boot or `daemon-reload`. Other folders, sub-folders too, are not touched. Before 4.7 only the file itself is lost. What the generator can read and refuses (an unknown key) never takes others with it; but where it crashes (podman 5.4.2 at a Mount= without a source) everything that it had not come to yet is lost, in every folder.",
    see: [
      "/usr/lib/systemd/user-generators/podman-user-generator -user -dryrun",
      "journalctl --user -b -g 'error loading'",
    ],
    mend: "Correct the file, or move it out of the folder, then `systemctl --user daemon-reload`. The same stray line is harmless in a .service file.",
    healthy:
      "A file without a quadlet's suffix (README, web.container.bak), whatever is in it: the generator does not open it.",
    sources: [
      "loadUnitsFromDir() in podman's cmd/quadlet/main.go, 4.7 to 5.8",
      "failure catalogue E06",
      "booted: trixie (podman 5.4.2)",
    ],
  },
});

/** A generator that crashes says nothing else: of what it had come to there is a unit, of the rest there is none. */
function crashed(crash: string, account: string, quadlets: Quadlets, podUnits: PodUnits): Finding {
  const lost = quadlets.all.filter(({ unit, passedOver }) => !unit && !passedOver);
  const [suspect] = lost.filter((one) => findSetting(one, isMountWithoutSource));
  const place = suspect && findSetting(suspect, isMountWithoutSource);
  const names = lost.map(({ name }) => name).join(", ");
  return {
    subject: account,
    status: weigh(lost, quadlets, podUnits),
    summary: `The generator crashes, and makes no unit of ${lost.length === 1 ? names : `${lost.length} quadlets`}`,
    because: `podman's generator crashes${suspect ? ` at ${suspect.path}` : ""} (${crash}) and makes no unit of ${names}`,
    evidence: [...decidingLine(place), ...generatorSaid(quadlets, crash, `lost: ${names}`)],
    fix: [
      edit(
        place
          ? `In ${place.path}, line ${place.line}, name the source of the mount; then: systemctl --user daemon-reload`
          : `Move one after the other of ${names} out of its folder until the generator comes through.`,
      ),
    ],
  };
}

/** podman 5.4.2 crashes at `Mount=type=image,destination=/x`, alone in its folder. */
function isMountWithoutSource({ key, value }: { readonly key: string; readonly value: string }): boolean {
  return key === "Mount" && !/(^|,)(source|src)=/.test(value) && !/(^|,)type=(tmpfs|devpts|ramfs|artifact)/.test(value);
}

function isBroken(path: string, { generator }: Quadlets): boolean {
  return (
    generator.state === "answered" && generator.complaints.some(({ stage, file }) => stage === "load" && file === path)
  );
}

function weigh(lost: readonly Quadlet[], quadlets: Quadlets, podUnits: PodUnits): "fail" | "warn" {
  return lost.some((one) => weightOf(one, quadlets, podUnits) === "fail") ? "fail" : "warn";
}
