import { isHybrid } from "../lab/cgroups.ts";
import type { Choice } from "../lab/choice.ts";
import { markdownTable } from "../lab/table.ts";
import type { Held } from "./trial.ts";

/** Cases in which the rehearsal does not come to what the boot does, and why that is as it must be. */
export const explained: Readonly<Record<string, string>> = {
  "home-nofail":
    "the mount that comes late at each boot is there already when the boot is played. What is said beside the answer names it as a risk.",
  "after-endless-start":
    "the start that the pod waits for never ends, and the rehearsal waits two minutes: it says that this was not done, and names it as the cause.",
  "network-late":
    "the network is there already when the boot is played. What is said beside the answer names it as a risk.",
  "restart-policy-network-late":
    "the network is there already when the boot is played. What is said beside the answer names it as a risk.",
  "port-80-allowed-until-reboot":
    "a setting of the running kernel outlives the user manager and no reboot. Everything came up, and the diagnosis knows better: the rehearsal says that it cannot tell, and why.",
  "autologin-without-linger":
    "without lingering the manager comes with the login of a getty, which is not played: the rehearsal says that it cannot tell, and by whose login the pod may come up.",
};

/** The whole file: what was rehearsed and rebooted, on what, and what was not. */
export function rehearsalText(all: readonly Held[], { trials, skipped }: Choice): string {
  const held = all.flatMap((each) => (each.outcome === "held" ? [each] : []));
  const broken = all.flatMap((each) => (each.outcome === "broken" ? [each] : []));
  const agreeing = held.filter(({ agrees }) => agrees).length;
  const days = [...new Set(all.map(({ at }) => at.slice(0, 10)))].sort();
  const versions = new Set(held.map(({ release, systemd, podman }) => `${release}|${systemd ?? "?"}|${podman ?? "?"}`));
  const untried = trials.filter(
    ({ labCase, release }) => !all.some((each) => each.name === labCase.name && each.release === release),
  );
  const sections = [
    "# The rehearsal against real boots",
    `Made by \`bun scripts/rehearse-lab.ts\` on ${days.join(" and ")}: ${held.length} cases were rehearsed and then rebooted, ` +
      `${agreeing} came to the same. Do not edit.`,
    "Each host was broken as its case says and booted; `poddoctor rehearse --yes` was asked, and then the host was rebooted. " +
      "They agree where `started` was answered, with exit status 0, and the pod ran after the boot, or `not-started` or `partly`, " +
      "with 1, and it did not. What the rest of the system does at boot (mounts, network, directory services) is not played. Where a boot starts no manager at all nothing was stopped to show it: *not played*.",
    markdownTable(
      ["release", "systemd", "podman"],
      [...versions].sort().map((line) => line.split("|")),
    ),
    isHybrid() ? "The hosts were containers on a machine with hybrid cgroups (see wholeKernel in lab/fault.ts)." : "",
    markdownTable(
      ["case", "release", "rehearsal", "cause", "real boot", "agree", "s"],
      [...held].sort(byName).map(rowOf),
    ),
    ...differing(held),
    broken.length > 0
      ? `## Not rehearsed\n\n${broken.map(({ name, release, why }) => `- ${name} (${release}): ${oneLine(why)}`).join("\n")}`
      : "",
    skipped.length > 0
      ? `## Left out\n\n${skipped.map(({ name, release, why }) => `- ${name} (${release}): ${why}`).join("\n")}`
      : "",
    ...(untried.length > 0 ? ["## Not tried", "The run was ended before these.", ...byRelease(untried)] : []),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function differing(held: readonly Extract<Held, { outcome: "held" }>[]): readonly string[] {
  const names = [...new Set(held.filter(({ agrees }) => !agrees).map(({ name }) => name))].sort();
  if (names.length === 0) return [];
  return [
    "## Where they differ, and why",
    names.map((name) => `- ${name}: ${explained[name] ?? "this is a fault of poddoctor's."}`).join("\n"),
  ];
}

function byRelease(untried: Choice["trials"]): readonly string[] {
  const releases = Map.groupBy(untried, ({ release }) => release);
  return [...releases].map(
    ([release, trials]) => `${release}: ${trials.map(({ labCase }) => labCase.name).join(", ")}.`,
  );
}

function byName(a: Held, b: Held): number {
  return a.name === b.name ? (a.release < b.release ? 1 : -1) : a.name < b.name ? -1 : 1;
}

function rowOf({
  name,
  release,
  answer,
  played,
  causes,
  failed,
  boot,
  agrees,
  seconds,
}: Extract<Held, { outcome: "held" }>) {
  const how = `${answer}${played ? "" : ", not played"}${failed === "" ? "" : ` (${oneLine(failed)})`}`;
  return [name, release, how, causes.join(", ") || "–", boot, agrees ? "yes" : "**no**", seconds.toFixed(1)];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " / ").slice(0, 300);
}
