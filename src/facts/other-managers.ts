import { type StatAnswer, textOf } from "../host/host.ts";
import type { Account } from "./account.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";
import { mergeUnit, parseUnitFile } from "./unit-file/index.ts";

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
  /** Services of the system manager with `User=` this account that run podman: they need neither lingering nor a user manager. */
  readonly systemServices: readonly string[];
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
    systemServices: await systemServicesOf(learning, account),
    found: looked.filter(({ status }) => status.outcome === "present"),
    rootSeen: looked.every(({ status }) => status.outcome !== "unanswered"),
  });
});

async function systemServicesOf({ host }: Learning, account: Account): Promise<readonly string[]> {
  const directory = "/etc/systemd/system";
  const listing = await host.list(directory);
  if (listing.outcome !== "listed") return [];
  const names = listing.entries
    .filter(({ name, kind }) => name.endsWith(".service") && kind === "file")
    .map(({ name }) => name);
  const read = await Promise.all(
    names.map(async (name) => {
      const path = `${directory}/${name}`;
      const text = textOf(await host.read(path)) ?? "";
      const config = mergeUnit(parseUnitFile(text, path), []);
      const user = config.last("Service", "User")?.value;
      const mine = user === account.name || user === String(account.uid);
      return mine && config.values("Service", "ExecStart").some(({ value }) => /\bpodman\b/.test(value)) ? [path] : [];
    }),
  );
  return read.flat();
}
