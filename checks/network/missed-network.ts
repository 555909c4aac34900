import { type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, edit, pass, propertiesOf, shellQuote } from "../../src/diagnosis/findings.ts";
import { firstAttempt } from "../../src/diagnosis/last-boot.ts";
import { linesOf } from "../../src/diagnosis/said.ts";
import type { Journal } from "../../src/facts/journal.ts";
import type { NetworkAtBoot } from "../../src/facts/network-at-boot.ts";
import type { PodUnit } from "../../src/facts/pod-units.ts";
import type { UnitEntries } from "../../src/facts/unit-entries.ts";
import type { UnitStates } from "../../src/facts/unit-states.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { waitForNetwork, waitsForNetwork } from "./waits-for-network.ts";

/** What is known of the boot and of its network. */
export interface Around {
  readonly unitStates: UnitStates;
  readonly unitEntries: UnitEntries;
  readonly journal: Journal;
  readonly networkAtBoot: NetworkAtBoot;
}

/**
 * Judges whether the boot's start of a unit failed for want of the network, by podman's own words. It is a race, so the
 * next boot may go either way.
 */
export function missedNetwork(check: string, { name, config }: PodUnit, around: Around): Finding {
  const { unitStates, unitEntries, journal, networkAtBoot } = around;
  if (!config) return notApplicable(name, "There is no readable unit file");
  const line = networkAtBoot.said.get(name);
  if (!line) return pass(name, "No start of the unit in this boot missed the network");
  const evidence = [
    linesOf(journal, line),
    ...(networkAtBoot.target ? [{ source: networkAtBoot.command, lines: targetLines(networkAtBoot.target) }] : []),
    ...propertiesOf(unitStates, name, ["ActiveState", "Result", "NRestarts"]),
  ];
  if (firstAttempt(name, journal) === "started")
    return pass(name, "It missed the network at first, and came up when Restart= tried again", ...evidence);
  const { reachedUs, absent } = networkAtBoot;
  const absentName = absent.get(name);
  if (absentName !== undefined)
    return {
      subject: name,
      status: "warn",
      summary: `podman is told to use the interface ${absentName}, which this host does not have`,
      because: `podman is told to use the interface ${absentName}, which this host does not have, not even now`,
      evidence: [...evidence, { source: `/sys/class/net/${absentName}`, lines: ["does not exist"] }],
      fix: [edit(`Name an interface of this host (ip link): in containers.conf, or with --network of the container.`)],
    };
  const timed = reachedUs !== undefined && line.monotonicUs !== undefined;
  const before = timed && line.monotonicUs < reachedUs;
  const wait = waitsForNetwork(name, config, unitStates);
  if (wait !== undefined && before)
    return pass(name, `It missed the network in this boot, and waits for it since, by ${wait}`, ...evidence);
  const retry = edit(
    `In [Service], set Restart=on-failure and RestartSec=10, in [Unit] StartLimitIntervalSec=0 (systemctl --user edit ${shellQuote(name)}).`,
  );
  const warn = { subject: name, status: "warn", evidence } as const;
  if (wait !== undefined)
    return {
      ...warn,
      summary: `At boot podman missed the network, although the unit waits for ${wait}`,
      because: `podman missed the network, although it waits for ${wait}`,
      fix: [retry],
    };
  if (timed && !before)
    return {
      ...warn,
      summary: "At boot podman missed the network, although the system said that it was online",
      because: "podman missed an interface, an address or a route, although the system was online",
      fix: [retry],
    };
  const { target } = networkAtBoot;
  const wanted = ["WantedBy", "RequiredBy"].some((key) => (target?.[key] ?? "") !== "");
  const drop = edit(
    `Let it wait: Wants= and After= a unit of yours that waits for the network (poddoctor explain ${check}).`,
  );
  return {
    ...warn,
    summary: before
      ? "At boot podman started the container before the network was there"
      : `At boot podman missed the network${target && !wanted ? ", for which nothing on the system waits" : ""}`,
    because: before
      ? "it was started before the network was there, and nothing makes it wait"
      : "podman missed an interface, an address or a route, and nothing makes it wait for the network",
    // Without anybody who wants that target the waiting unit would take its 90 s at each boot.
    fix: target && !wanted ? [...asRoot("systemctl add-wants multi-user.target network-online.target"), drop] : [drop],
    ...(before && wanted ? { repair: repairOf(...waitForNetwork(unitEntries, name, check)) } : {}),
  };
}

function targetLines(target: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(target).map(([key, value]) => `${key}=${value}`);
}
