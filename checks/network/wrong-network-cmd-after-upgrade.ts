import { defineCheck, type Finding, type Mend, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, edit, lineOf, liveProperties, pass } from "../../src/diagnosis/findings.ts";
import type { ContainersConfLine } from "../../src/facts/containers-conf.ts";
import { isOlder } from "../../src/facts/quadlet/known-keys.ts";
import { callLine, eachWithCalls } from "../objects/unit-calls.ts";

const madeForIt = /slirp4netns support has been removed, run `podman system migrate`/;
const noBackend = /cni support is not enabled in this build|unsupported network backend "/;
const makes = new Set(["run", "create", "pod create", "kube play", "play kube"]);

export const wrongNetworkCmdAfterUpgrade = defineCheck({
  id: "wrong-network-cmd-after-upgrade",
  group: "network",
  title: "What is to make the networks is something that this podman still has",
  layer: "network",
  step: "started",
  repair: "manual",
  facts: ["account", "platform", "podUnits", "podmanCommands", "networkHelpers", "unitWords", "unitStates"],
  judge({ account, platform: { podmanVersion }, podUnits, podmanCommands, networkHelpers, unitWords, unitStates }) {
    const { set, backend } = networkHelpers;
    const takeOut = ({ path, line }: ContainersConfLine): Mend => ({
      ...edit(`Take line ${line} out of ${path}.`),
      as: path.startsWith(`${account.home}/`) ? "user" : "root",
    });
    return eachWithCalls(podUnits, podmanCommands, ({ name }, { calls }): Finding => {
      if (podmanVersion === undefined || isOlder(podmanVersion, "5.0"))
        return notApplicable(name, "podman up to 4 has CNI and slirp4netns");
      const six = !isOlder(podmanVersion, "6.0");
      const version = { source: "podman", lines: [podmanVersion] };
      const runs = liveProperties(unitStates, name)?.ActiveState === "active";
      const said = (pattern: RegExp) => {
        const line = unitWords.lines.find(({ unit, message }) => !runs && unit === name && pattern.test(message));
        return line
          ? [{ source: line.command ?? unitWords.command, lines: [`${line.identifier}: ${line.message}`] }]
          : [];
      };
      const failed = (what: string, evidence: Finding["evidence"], fix: readonly Mend[]): Finding => ({
        subject: name,
        status: "fail",
        summary: what.replace(/^it/, "It"),
        because: what,
        evidence: [...evidence, version],
        fix,
      });
      if (backend && backend.value !== "netavark") {
        const what = `${backend.path} wants the network backend ${backend.value}, and podman ${podmanVersion} has only netavark`;
        const evidence = [lineOf(backend, `network_backend = "${backend.value}"`), ...said(noBackend)];
        const finding = failed(what, evidence, [takeOut(backend)]);
        // A distribution may still build podman 5 with CNI, which shows in no file.
        return six || said(noBackend).length > 0 ? finding : { ...finding, status: "warn" };
      }
      const asking = calls.find(({ needs, call }) => makes.has(call.verb) && needs.mode === "slirp4netns");
      const usual = calls.find(({ needs, call }) => makes.has(call.verb) && needs.mode === "default");
      if (six && asking)
        return failed(
          `it gives its container a network by slirp4netns, which podman ${podmanVersion} no longer has`,
          [callLine(asking)],
          [edit("Write --network pasta (Network=pasta in a quadlet), or leave it out: pasta is what podman takes.")],
        );
      if (six && usual && set && set.value !== "pasta")
        return failed(
          `${set.path} chooses ${set.value} for its network, and podman ${podmanVersion} takes only pasta`,
          [lineOf(set, `default_rootless_network_cmd = "${set.value}"`), callLine(usual)],
          [takeOut(set)],
        );
      const made = six ? said(madeForIt) : [];
      if (made.length === 0) return pass(name, "Nothing of it is known to ask for CNI or slirp4netns");
      const what = `its container was made for slirp4netns, which podman ${podmanVersion} no longer has`;
      return failed(what, made, asUser("podman system migrate"));
    });
  },
  explanation: {
    what: "podman is told to make networks by something that it had before an upgrade: the network backend CNI (podman 5 is built without it), or slirp4netns (gone in podman 6.0).",
    why: 'With `network_backend = "cni"` in containers.conf every command of podman 5 ends with 125: `cni support is not enabled in this build, only netavark`. podman 6 makes rootless networks by pasta alone: `--network slirp4netns`, with or without options, ends with `slirp4netns support has been removed, use --network=pasta instead`, `default_rootless_network_cmd = "slirp4netns"` with `invalid default_rootless_network_cmd option`, and a container that an older podman made with it does not start until `podman system migrate` has rewritten it. What ran before the upgrade goes on running until the next boot.',
    see: [
      "podman --version",
      "grep -rnE 'network_backend|slirp4netns' ~/.config/systemd/user ~/.config/containers /etc/containers",
    ],
    mend: "Take network_backend out of containers.conf; networks that CNI had are to be made again (`podman network create`). Write pasta for slirp4netns in the unit, the quadlet or containers.conf; most options have another name there (podman-run(1), --network). For containers that were made with it: `podman system migrate`, which stops what runs and drops slirp4netns' options.",
    healthy:
      "The same with podman 4. A storage that says in defaultNetworkBackend that it took CNI: podman 5 takes netavark all the same. slirp4netns with podman up to 5.",
    sources: [
      "failure catalogue I14",
      "podman 6.0's release notes: CNI and slirp4netns were removed",
      "podman 6.0.0-dev's source: pkg/specgen/namespaces.go (ParseNetworkFlag), pkg/specgen/generate/container_create.go, libpod/networking_linux.go (configureNetNS), libpod/runtime_migrate.go; common/libnetwork/network",
      "booted: trixie (podman 5.4.2), the backend; podman 6 was not booted: no Debian of the lab has it",
    ],
  },
});
