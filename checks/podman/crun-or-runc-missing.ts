import { defineCheck, type Evidence, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, lineOf, pass, statusOf } from "../../src/diagnosis/findings.ts";

export const crunOrRuncMissing = defineCheck({
  id: "crun-or-runc-missing",
  group: "podman",
  title: "podman finds an OCI runtime",
  layer: "podman",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "ociRuntime", "journal", "containers"],
  judge({
    account: { name: subject, home },
    podUnits,
    ociRuntime: { wanted, set, path, running = [] },
    journal,
    containers,
  }) {
    if (podUnits.units.length === 0 && podUnits.quadlets.length === 0)
      return notApplicable(subject, "There is no pod unit to judge");
    if (path !== undefined) return pass(subject, `podman finds ${path}`);
    const said = journal.lines.find(({ message }) => /OCI runtime .*not found/.test(message));
    const told = said ? [{ source: said.command ?? journal.command, lines: [said.message] }] : [];
    if (set) {
      return {
        subject,
        status: "fail",
        summary: `${set.path} asks for the OCI runtime ${set.value}, which is nowhere to be found`,
        because: `${set.path} asks for the OCI runtime ${set.value}, which is nowhere to be found`,
        evidence: [lineOf(set, `runtime = "${set.value}"`), ...told],
        fix: [
          {
            as: set.path.startsWith(`${home}/`) ? "user" : "root",
            edit: `Take line ${set.line} out of ${set.path}, or install ${set.value}.`,
          },
        ],
      };
    }
    // Somebody else's podman (a wrapper, a bundle) may look where nobody would think of: conmon is told where that is.
    const used =
      running.find(({ file }) => file.outcome === "present") ?? running.find(({ file }) => file.outcome !== "absent");
    if (!said && used?.file.outcome === "present")
      return pass(subject, `podman starts containers by ${used.path}`, byConmon(used), statusOf(used.path, used.file));
    // A path outside the distribution's (Nix, Homebrew, a bundle) is another with each update, and podman knows the new one.
    const gone = running.find(({ path: of }) => of.startsWith("/usr/"));
    if (!said && !used && gone)
      return {
        subject,
        status: "fail",
        summary: `${gone.path}, by which the containers that run were started, is there no more, and no other OCI runtime is found`,
        because: `no OCI runtime (crun, runc) is installed any more: ${gone.path}, by which the containers that run now were started, is gone`,
        evidence: [byConmon(gone), statusOf(gone.path, gone.file)],
        fix: [{ ...edit(`Put ${gone.path} back, or install the package crun (or runc).`), as: "root" }],
      };
    if (!said && containers.running.length > 0)
      return {
        subject,
        status: "unknown",
        summary:
          "Containers run, and no OCI runtime lies where it is looked for: nobody can say whether it still is there",
        evidence: [],
      };
    return {
      subject,
      status: said ? "fail" : "warn",
      summary: "Neither crun nor runc is installed",
      because: "no OCI runtime (crun, runc) is installed, without which podman starts no container",
      evidence: [{ source: "command -v crun runc", lines: [`none of ${wanted.join(", ")}`] }, ...told],
      fix: [{ ...edit("Install the package crun (or runc)."), as: "root" }],
    };
  },
  explanation: {
    what: "podman finds no program that runs containers: neither crun nor runc, or not the one that containers.conf names.",
    why: 'Each podman command then ends with 125, `default OCI runtime "crun" not found: invalid argument`. It happens after a clean-up of packages, and where containers.conf came from another host. podman 5 says the same words where only its runtime directory is missing (misleading-crun-not-found).',
    see: [
      "command -v crun runc",
      "grep -rn runtime ~/.config/containers/containers.conf /etc/containers/containers.conf",
    ],
    mend: "Install crun (or runc); or take `runtime` out of containers.conf.",
    healthy: "Any one of them is enough, in any folder of the PATH or where `[engine.runtimes]` says.",
    sources: [
      "containers.conf(5), runtime and [engine.runtimes]",
      "failure catalogue L02",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
      "containers/common: findRuntime; podman 5.4.2: libpod/runtime.go, oci_conmon_common.go",
    ],
  },
});

function byConmon({ path, container }: { readonly path: string; readonly container: string }): Evidence {
  return { source: "ps -ww -o args=", lines: [`conmon -n ${container} -r ${path}`] };
}
