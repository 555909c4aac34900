import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, pass, shellQuote, statusOf } from "../../src/diagnosis/findings.ts";
import type { IdMapHelper } from "../../src/facts/id-mapping.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { needsHelpers } from "./needs-helpers.ts";

export const newuidmapNoPrivilege = defineCheck({
  id: "newuidmap-no-privilege",
  group: "ids",
  title: "newuidmap and newgidmap have the privilege that they need",
  layer: "podman",
  step: "started",
  repair: "root",
  facts: ["account", "idMapping", "podUnits", "journal"],
  consequenceOf: ["newuidmap-missing"],
  judge({ account, idMapping, podUnits, journal }) {
    const idle = needsHelpers(account, idMapping, podUnits);
    if (idle !== undefined) return notApplicable(account.name, idle);
    const there = idMapping.helpers.filter(({ path }) => path !== undefined);
    if (there.length === 0) return notApplicable(account.name, "They are not installed");
    const said = journal.lines.find(({ message }) => /should have set[ug]id or have filecaps/.test(message));
    // Without getcap the capability of a file cannot be seen; podman says it where it met one without.
    const seen = there.map((helper) => settled(helper, said?.message, idMapping.running));
    const evidence = there.flatMap(({ path = "", file, capabilities }) => [
      statusOf(path, file),
      ...(capabilities === undefined ? [] : [{ source: `getcap ${path}`, lines: [capabilities || "none"] }]),
    ]);
    const told = said ? [...evidence, { source: said.command ?? journal.command, lines: [said.message] }] : evidence;
    const bad = seen.find(({ privilege }) => privilege === "none" || privilege === "nosuid");
    if (bad?.path !== undefined) {
      const nosuid = bad.privilege === "nosuid";
      return {
        subject: account.name,
        status: "fail",
        summary: nosuid
          ? `${bad.path} lies on a file system that is mounted nosuid`
          : `${bad.path} is neither setuid nor has it the capability`,
        because: `${bad.path} ${nosuid ? "lies on a file system mounted nosuid" : "has lost its setuid bit"}, so it may not map the account's subordinate ids`,
        evidence: told,
        ...(nosuid || bad.file.outcome !== "present" || bad.file.uid !== 0
          ? {}
          : {
              repair: repairOf({ kind: "mode", as: "root", path: bad.path, mode: bad.file.mode | 0o4000 }),
            }),
        fix: nosuid
          ? [{ as: "root", edit: `Take nosuid off the file system of ${bad.path} (/etc/fstab), and mount it again.` }]
          : asRoot(`chmod u+s ${shellQuote(bad.path)}`),
      };
    }
    const unseen = seen.find(({ privilege }) => privilege === "unseen");
    if (unseen) {
      return {
        subject: account.name,
        status: "unknown",
        summary: `${unseen.path} is not setuid, and without getcap nobody can say whether it has the capability instead`,
        evidence: told,
      };
    }
    return pass(account.name, "newuidmap and newgidmap have the privilege that they need", ...evidence);
  },
  explanation: {
    what: "newuidmap or newgidmap is there, but it is neither setuid root nor has it the file capability cap_setuid (cap_setgid), or its file system is mounted nosuid.",
    why: 'It then may not write the map: `newuidmap: write to uid_map failed: Operation not permitted` and `cannot set up namespace using "/usr/bin/newuidmap": should have setuid or have filecaps setuid` (4.3 and 5.4). It happens when a system is copied with rsync or tar, in images, and by hardening that takes setuid bits away.',
    see: [
      "ls -l /usr/bin/newuidmap /usr/bin/newgidmap",
      "getcap /usr/bin/newuidmap /usr/bin/newgidmap",
      "findmnt -T /usr/bin/newuidmap -no OPTIONS",
    ],
    mend: "Debian, Ubuntu: `chmod u+s /usr/bin/newuidmap /usr/bin/newgidmap` (see `dpkg-statoverride --list` too). Fedora, RHEL: `dnf reinstall shadow-utils`. Arch: reinstall shadow.",
    healthy: "Either is enough: Debian has them setuid, Fedora has capabilities and no setuid bit.",
    sources: [
      "newuidmap(1), capabilities(7)",
      "failure catalogue F10, F11",
      "podman#2788",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});

function settled(helper: IdMapHelper, said: string | undefined, running: "one" | "many" | undefined): IdMapHelper {
  if (helper.privilege !== "unseen") return helper;
  if (running === "many") return { ...helper, privilege: "capability" };
  return said?.includes(helper.path ?? "") ? { ...helper, privilege: "none" } : helper;
}
