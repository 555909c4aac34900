import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { pass, statusOf } from "../../src/diagnosis/findings.ts";
import { needsHelpers } from "./needs-helpers.ts";

export const newuidmapMissing = defineCheck({
  id: "newuidmap-missing",
  group: "ids",
  title: "newuidmap and newgidmap are installed",
  layer: "podman",
  step: "started",
  repair: "manual",
  facts: ["account", "idMapping", "podUnits"],
  judge({ account, idMapping, podUnits }) {
    const idle = needsHelpers(account, idMapping, podUnits);
    if (idle !== undefined) return notApplicable(account.name, idle);
    const absent = idMapping.helpers.filter(({ path }) => path === undefined);
    const unseen = absent.find(({ file }) => file.outcome === "unanswered");
    const evidence = idMapping.helpers.map(({ name, path, file }) => statusOf(path ?? name, file));
    if (unseen?.file.outcome === "unanswered") {
      return {
        subject: account.name,
        status: "unknown",
        summary: `Nobody could look for ${unseen.name}: ${unseen.file.detail}`,
        evidence,
      };
    }
    const names = absent.map(({ name }) => name).join(" and ");
    if (absent.length === 0) return pass(account.name, "newuidmap and newgidmap are installed", ...evidence);
    return {
      subject: account.name,
      status: "fail",
      summary: `${names} ${absent.length > 1 ? "are" : "is"} not installed`,
      because: `${names} ${absent.length > 1 ? "are" : "is"} not installed, and without ${absent.length > 1 ? "them" : "it"} podman cannot map the account's subordinate ids`,
      evidence,
      fix: [
        {
          as: "root",
          edit: "Install the package with newuidmap and newgidmap (Debian, Ubuntu: uidmap; Fedora, RHEL: shadow-utils; Arch, openSUSE: shadow).",
        },
      ],
    };
  },
  explanation: {
    what: "The account has subordinate ids, and the programs that write them into a container's map, newuidmap and newgidmap, are not in the PATH of its manager.",
    why: 'Only they may write a map of more than one id for somebody who is not root. podman ends with `command required for rootless mode with multiple IDs: exec: "newuidmap": executable file not found in $PATH` (4.3 and 5.4). On Debian and Ubuntu they are a package of their own, which podman only recommends.',
    see: ["command -v newuidmap newgidmap", "journalctl --user -b -u UNIT"],
    mend: "Debian, Ubuntu: `apt install uidmap`. Fedora, RHEL: `dnf install shadow-utils`. Arch, openSUSE: package shadow.",
    healthy:
      "They may lie anywhere in PATH, e.g. in /usr/local/bin. An account without subordinate ids never needs them.",
    sources: [
      "newuidmap(1)",
      "failure catalogue F09",
      "podman rootless.md",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
