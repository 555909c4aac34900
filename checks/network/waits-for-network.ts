import { liveProperties } from "../../src/diagnosis/findings.ts";
import { waitUnit } from "../../src/facts/quadlet/network-wait.ts";
import type { UnitEntries } from "../../src/facts/unit-entries.ts";
import type { UnitConfig } from "../../src/facts/unit-file/index.ts";
import type { UnitStates } from "../../src/facts/unit-states.ts";
import { dropIn, type RepairStep } from "../../src/repair/repair.ts";

/** Units of the user that wait for the network: podman's own from 5.3 on, and what people call theirs. */
const waiting = /^(podman-user-wait-network-online|[\w@.-]*network-online|[\w@.-]*wait-online)\.(service|target)$/;

/** What poddoctor calls such a unit where podman brings none. */
const ownWaitUnit = "poddoctor-wait-network-online.service";

/**
 * The unit of the user's own for which a unit waits until the network is there, by its files or its manager; undefined
 * where there is none. The system's network-online.target is unknown to a user manager: naming it waits for nothing.
 */
export function waitsForNetwork(name: string, config: UnitConfig | undefined, states: UnitStates): string | undefined {
  const live = (liveProperties(states, name)?.["After"] ?? "").split(" ");
  const after = [...live, ...(config?.words("Unit", "After") ?? [])];
  return after.find((unit) => unit !== "network-online.target" && waiting.test(unit));
}

/**
 * Has a unit wait until the system has reached network-online.target, for 90 s at most, and start then whether or not:
 * by podman's own unit, else by one with the same text (podman-systemd.unit(5), DefaultDependencies=).
 */
export function waitForNetwork(entries: UnitEntries, unit: string, check: string): readonly RepairStep[] {
  const { userDirectory } = entries.searchPath;
  const known = entries.vendorNames.has(waitUnit);
  const name = known ? waitUnit : ownWaitUnit;
  const drop = dropIn(userDirectory, unit, check, ["[Unit]", `Wants=${name}`, `After=${name}`]);
  return known ? [drop] : [{ kind: "file", as: "user", path: `${userDirectory}/${name}`, content: waitText }, drop];
}

const waitText = `# poddoctor: waits until the system has a network, as podman 5.3 and newer do for quadlets
[Unit]
Description=Wait for the system's network-online.target

[Service]
Type=oneshot
RemainAfterExit=yes
TimeoutStartSec=90s
ExecStart=/bin/sh -c 'until systemctl is-active --quiet network-online.target; do sleep 0.5; done'
`;
