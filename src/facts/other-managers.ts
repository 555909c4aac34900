import type { StatAnswer } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";

/** A unit of the account's that another manager knows by the same name. */
export interface ForeignUnit {
  readonly unit: string;
  /** `system`: /etc/systemd/system; `root`: root's own user manager. */
  readonly manager: "system" | "root";
  /** The file, or the enablement link. */
  readonly path: string;
  readonly status: StatAnswer;
}

export interface OtherManagers {
  readonly found: readonly ForeignUnit[];
  /** Whether /root could be looked into. */
  readonly rootSeen: boolean;
}

const places = [
  { manager: "system", directory: "/etc/systemd/system" },
  { manager: "system", directory: "/etc/systemd/system/default.target.wants" },
  { manager: "system", directory: "/etc/systemd/system/multi-user.target.wants" },
  { manager: "root", directory: "/root/.config/systemd/user" },
  { manager: "root", directory: "/root/.config/systemd/user/default.target.wants" },
] as const;

/** Looks for the pod units' names where `sudo systemctl [--user] enable` puts links (catalogue D06). */
export const learnOtherManagers = aboutAccount(async (learning: Learning, account): Promise<Known<OtherManagers>> => {
  const pods = await learning.fact("podUnits");
  if (!pods.known) return pods;
  const elsewhere = account.uid === 0 ? places.filter(({ manager }) => manager !== "root") : places;
  const looked = await Promise.all(
    pods.value.units.flatMap(({ name }) =>
      elsewhere.map(async ({ manager, directory }) => ({
        unit: name,
        manager,
        path: `${directory}/${name}`,
        status: await learning.host.stat(`${directory}/${name}`),
      })),
    ),
  );
  return known({
    found: looked.filter(({ status }) => status.outcome === "present"),
    rootSeen: looked.every(({ status }) => status.outcome !== "unanswered"),
  });
});
