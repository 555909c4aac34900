import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { liveProperties, pass } from "../../src/diagnosis/findings.ts";
import type { Helper } from "../../src/facts/network-helpers.ts";
import type { UnitCall } from "../../src/facts/podman-commands/index.ts";
import { isOlder } from "../../src/facts/quadlet/known-keys.ts";
import { callLine, eachWithCalls } from "../objects/unit-calls.ts";

export const pastaOrSlirpMissing = defineCheck({
  id: "pasta-or-slirp-missing",
  group: "network",
  title: "The program that gives containers their network is installed",
  layer: "network",
  step: "started",
  repair: "manual",
  facts: ["platform", "podUnits", "podmanCommands", "networkHelpers", "unitWords", "unitStates"],
  judge({ platform: { podmanVersion }, podUnits, podmanCommands, networkHelpers, unitWords, unitStates }) {
    const { found, searched, default: usual } = networkHelpers;
    // wrong-network-cmd-after-upgrade judges what asks for it there.
    const removed = podmanVersion !== undefined && !isOlder(podmanVersion, "6.0");
    return eachWithCalls(podUnits, podmanCommands, ({ name }, { calls }) => {
      const runs = liveProperties(unitStates, name)?.ActiveState === "active";
      const said = unitWords.lines.find(
        ({ unit, message }) => !runs && unit === name && /could not find "?(pasta|slirp4netns)/.test(message),
      );
      const wanted = calls.flatMap((call): { readonly call: UnitCall; readonly helper: Helper | undefined }[] => {
        const { mode } = call.needs;
        // What a container was made with stands in no file; create alone sets no network up.
        if (call.call.verb === "start" || call.call.verb === "pod start") {
          const helper = /could not find "?(pasta|slirp4netns)/.exec(said?.message ?? "")?.[1];
          return helper === "pasta" || helper === "slirp4netns" ? [{ call, helper }] : [];
        }
        if (mode === "other" || call.call.verb === "create") return [];
        const helper = mode === "pasta" || mode === "slirp4netns" ? mode : usual;
        if (helper === "slirp4netns" && removed) return [];
        return [{ call, helper: helper === "slirp4netns" && podmanVersion === undefined ? undefined : helper }];
      });
      if (wanted.length === 0) return notApplicable(name, "No Exec line is known to make a network of the user's own");
      if (wanted.some(({ helper }) => helper === undefined))
        return {
          subject: name,
          status: "unknown",
          summary: "podman's version is not known, and so not what it takes",
          evidence: [],
        };
      const missing = wanted.find(({ helper }) => helper !== undefined && !found.has(helper));
      if (!missing) return pass(name, `${wanted[0]?.helper} is installed`);
      const startsWithout = podmanVersion !== undefined && isOlder(podmanVersion, "4.3");
      return {
        subject: name,
        ...(startsWithout
          ? {
              status: "advice",
              summary: `${missing.helper} is not installed: podman starts the container without a network`,
            }
          : {
              status: "fail",
              summary: `${missing.helper} is not installed`,
              because: `${missing.helper}, with which podman gives rootless containers their network, is not installed`,
            }),
        evidence: [
          callLine(missing.call),
          { source: `${missing.helper}`, lines: [`in none of ${searched.join(" ")}`] },
          ...(said
            ? [{ source: said.command ?? unitWords.command, lines: [`${said.identifier}: ${said.message}`] }]
            : []),
        ],
        fix: [
          {
            as: "root",
            edit: `Install ${missing.helper} (${missing.helper === "pasta" ? "the package passt" : "the package slirp4netns"}).`,
          },
        ],
      };
    });
  },
  explanation: {
    what: "podman needs pasta (from 5.0 on) or slirp4netns (before) to give a rootless container a network, and it is not installed.",
    why: "podman ends with 127: `could not find pasta, the network namespace can't be configured`. Installations without recommended packages, and upgrades to podman 5, lack it. Old podman goes on without a network: `the network namespace won't be configured`.",
    see: ["command -v pasta slirp4netns", "podman info --format '{{.Host.NetworkBackend}}'"],
    mend: "Install passt (pasta) or slirp4netns; or set default_rootless_network_cmd in containers.conf to the one that is there.",
    healthy: "Containers of --network host, none or container: need neither.",
    sources: [
      "containers.conf(5), default_rootless_network_cmd",
      "failure catalogue I07",
      "booted: bullseye (podman 3.0.1: starts without a network), bookworm (podman 4.3.1), trixie (podman 5.4.2)",
      "podman's source: until some release before 4.3 a missing slirp4netns is only logged",
    ],
  },
});
