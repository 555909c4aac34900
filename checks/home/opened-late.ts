import type { Evidence, Finding } from "../../src/diagnosis/check.ts";
import { statusOf } from "../../src/diagnosis/findings.ts";
import type { Home } from "../../src/facts/home.ts";
import type { HomeOpening } from "../../src/facts/home-opening.ts";

/** What it is that opens the home, as a sentence has it. */
const openers: Readonly<Record<HomeOpening["by"], string>> = {
  "systemd-homed": "systemd-homed opens it",
  ecryptfs: "ecryptfs opens it",
  fscrypt: "fscrypt unlocks it",
  pam_mount: "pam_mount mounts it",
  autofs: "autofs mounts it",
};

/**
 * A home that opens when its owner logs in, or by the autofs daemon, for which no user manager waits.
 *
 * @param podUnits how many units and quadlets are found all the same
 * @returns undefined where neither is so, or the home is seen to come in time
 */
export function openedLate(
  { path, status, mounted, byAutofs, unit }: Home,
  opening: HomeOpening | undefined,
  account: string,
  podUnits: number,
): Finding | undefined {
  // A map whose daemon does not run is an old one, where the home has its units without it.
  const autofs = byAutofs ?? (opening?.by === "autofs" && !opening.hasUnits ? opening : undefined);
  const evidence: readonly Evidence[] = [
    ...(opening ? [{ source: opening.source, lines: [opening.text] }] : []),
    ...(byAutofs ? [{ source: "/proc/self/mounts", lines: [`${byAutofs.source} ${byAutofs.target} autofs`] }] : []),
    statusOf(path, status),
  ];
  if (autofs) {
    if (unit?.afterAutofs || unit?.required || unit?.configured) return undefined;
    return {
      subject: account,
      status: "warn",
      summary: `autofs mounts ${path}, and the user manager does not wait for autofs.service`,
      because: `autofs mounts ${path}, and nothing lets the user manager wait for autofs.service, so it may look for the units before they are there`,
      evidence,
      fix: [{ as: "root", edit: "systemctl edit user@.service: [Unit], After=autofs.service; then reboot." }],
    };
  }
  if (!opening || unit?.configured) return undefined;
  const isOpen = mounted?.target === path;
  // The mount's own hour tells more; and a home that has its units as it is needs nobody to open it.
  if (isOpen || (opening.by !== "fscrypt" && opening.hasUnits)) return undefined;
  const what = `${path} is closed until ${account} logs in (${openers[opening.by]})`;
  return {
    subject: account,
    status: opening.by !== "fscrypt" && podUnits === 0 ? "fail" : "warn",
    summary: what,
    because: `${what}, and at boot nobody does, so the user manager finds nothing in it`,
    evidence,
    fix: [
      {
        as: "root",
        edit: "Give the pods an account whose home is not opened by a login; or put their units into /etc/systemd/user, and podman's storage outside of the home.",
      },
    ],
  };
}
