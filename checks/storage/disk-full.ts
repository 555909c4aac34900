import { defineCheck, type Evidence, notApplicable } from "../../src/diagnosis/check.ts";
import { pass } from "../../src/diagnosis/findings.ts";

export const diskFull = defineCheck({
  id: "disk-full",
  group: "storage",
  title: "The file system of the container storage has room",
  layer: "storage",
  step: "started",
  repair: "manual",
  facts: ["account", "space"],
  judge({ account, space }) {
    if (!space) return notApplicable(account.name, `${account.name} has no home on which there could be room`);
    const { path, availableBytes, totalBytes, freeInodes, totalInodes, command } = space;
    const inodes = totalInodes > 0 && freeInodes === 0;
    const evidence: Evidence = {
      source: command,
      lines: [
        `${mebibytes(availableBytes)} of ${mebibytes(totalBytes)} available to ${account.name}`,
        totalInodes > 0 ? `${freeInodes} of ${totalInodes} inodes free` : "no fixed number of inodes",
      ],
    };
    if (availableBytes > 0 && !inodes)
      return pass(account.name, "The file system of the container storage has room", evidence);
    return {
      subject: account.name,
      status: "fail",
      summary: `The file system of ${path} ${inodes ? "has no free inode" : "is full"}`,
      because: `the file system of ${path} ${inodes ? "has no free inode" : "is full"}, so podman cannot write down the state of its containers`,
      evidence: [evidence],
      fix: [
        {
          as: "user",
          edit: `Make room on the file system of ${path}: see what is large (du -x), what podman could drop (podman system df). Nothing is deleted here.`,
        },
      ],
    };
  },
  explanation: {
    what: "The file system on which the account's container storage lies has no block left for anybody but root, or no inode.",
    why: "podman writes to its database at each start: `database or disk is full`, `unable to open database file` or `no space left on device` (exit 125). root may still write, into the blocks that are reserved for it, so that the rest of the host seems well.",
    see: ["df -h ~/.local/share/containers", "df -i ~/.local/share/containers", "quota -s"],
    mend: "Make room: `podman system df`, `podman system prune` (it deletes stopped containers and unused images: look first), `journalctl --vacuum-size=`, a larger file system.",
    healthy:
      "A nearly full file system starts its pods; btrfs counts no inodes. A quota of the account's own is not seen here.",
    sources: [
      "statfs(2), tune2fs(8) -m",
      "failure catalogue H08",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});

function mebibytes(bytes: number): string {
  return `${Math.floor(bytes / 1_048_576)} MiB`;
}
