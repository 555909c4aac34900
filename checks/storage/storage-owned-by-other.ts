import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, pass, shellQuote, statusOf } from "../../src/diagnosis/findings.ts";
import type { StoragePlace } from "../../src/facts/storage.ts";

/** More would only repeat it. */
const mostShown = 4;

function ownerOf(place: StoragePlace | undefined): string {
  const uid = place?.status.outcome === "present" ? place.status.uid : undefined;
  return uid === 0 ? "root" : uid === undefined ? "somebody else" : `uid ${uid}`;
}

export const storageOwnedByOther = defineCheck({
  id: "storage-owned-by-other",
  group: "storage",
  title: "The container storage is the account's to use",
  layer: "storage",
  step: "started",
  repair: "manual",
  facts: ["account", "storage"],
  waitsFor: ["home-not-mounted-at-boot", "system-user-no-home"],
  judge({ account, storage }) {
    const { graphRoot, places } = storage;
    const closed = places.filter(
      ({ status, usable }) => usable === false && status.outcome === "present" && status.uid !== account.uid,
    );
    const there = places.find(({ path }) => path === graphRoot);
    const evidence = closed.slice(0, mostShown).map(({ path, status }) => statusOf(path, status));
    if (closed.length > 0) {
      const [first] = closed;
      const more = closed.length > 1 ? ` and ${closed.length - 1} more` : "";
      return {
        subject: account.name,
        status: "fail",
        summary: `${first?.path}${more} belongs to ${ownerOf(first)}, and ${account.name} may not use it`,
        because: `${first?.path} belongs to ${ownerOf(first)}, so podman cannot open its storage`,
        evidence,
        fix: asRoot(`chown -h ${shellQuote(account.name)}: ${closed.map(({ path }) => shellQuote(path)).join(" ")}`),
      };
    }
    if (there?.status.outcome === "absent")
      return notApplicable(account.name, `${account.name} has no container storage yet`);
    if (there?.status.outcome === "unanswered") {
      return {
        subject: account.name,
        status: "unknown",
        summary: `${account.name} cannot see into its own storage: ${there.status.detail}`,
        evidence: [statusOf(graphRoot, there.status)],
      };
    }
    return pass(
      account.name,
      "The container storage is the account's to use",
      ...(there ? [statusOf(graphRoot, there.status)] : []),
    );
  },
  explanation: {
    what: "A folder or file that podman opens first (~/.local/share/containers/storage, its databases and locks, ~/.config/containers) belongs to root or to another account, mostly since somebody ran podman or chown as root in that home.",
    why: 'podman ends at once: `creating runtime static files directory "…": permission denied`, `open …/storage.lock: permission denied`, or `attempt to write a readonly database` (exit 125; 4.3 and 5.4).',
    see: ["find ~/.local/share/containers ~/.config/containers -maxdepth 3 ! -user USER -ls"],
    mend: "As root, `chown USER:` of what is named, and of no more: below overlay/, vfs/ and volumes/ files of the account's subordinate ids are as they should be; for those there is `podman unshare chown`.",
    healthy:
      "Files of subordinate ids (100000 and above) in layers and volumes, a cache of root's, and a storage that its mode opens to the account.",
    sources: [
      "containers-storage.conf(5)",
      "failure catalogue H06",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
