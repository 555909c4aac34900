import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, asUser, edit, pass, shellQuote, statusOf } from "../../src/diagnosis/findings.ts";
import { callLine, eachWithCalls } from "./unit-calls.ts";

export const bindSourceMissing = defineCheck({
  id: "bind-source-missing",
  group: "objects",
  title: "Every folder and file that a container mounts is there at boot",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "podmanCommands", "bindSources"],
  judge({ account, podUnits, podmanCommands, bindSources }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name }) => {
      const sources = bindSources.get(name) ?? [];
      if (sources.length === 0) return notApplicable(name, "Its containers are not known to mount a path of the host");
      const missing = sources.find(({ status, maker }) => status.outcome === "absent" && maker === undefined);
      if (missing) {
        const { path, from, place, status, noFolder } = missing;
        const make = `mkdir -p ${shellQuote(path)}`;
        return {
          subject: name,
          status: "fail",
          summary: `${path} does not exist (${from})`,
          because: path.startsWith("~")
            ? `it mounts ${path}, and no shell turns the ~ of a unit into the home`
            : `it mounts ${path}, which does not exist, and podman then starts no container (docker would make the folder)`,
          evidence: [callLine(place), statusOf(path, status)],
          fix: path.startsWith("~")
            ? [edit(`In ${place.path}, line ${place.line}, write %h for ~.`)]
            : noFolder
              ? [edit(`Put what the container needs at ${path}: it must be no folder.`)]
              : path.startsWith(`${account.home}/`)
                ? asUser(make)
                : asRoot(make),
        };
      }
      const unmounted = sources.find(({ status, maker }) => status.outcome === "absent" && maker?.startsWith("/"));
      const lost = sources.find(({ volatile, maker }) => volatile !== undefined && maker === undefined);
      const doubtful = unmounted ?? lost;
      if (doubtful) {
        const { path, from, place, status, maker, volatile } = doubtful;
        const why = volatile ?? `${maker} is not mounted now`;
        return {
          subject: name,
          status: "warn",
          summary: `${path} may not be there at boot (${from}): ${why}`,
          because: `it mounts ${path}, and ${volatile === undefined ? why : `${volatile}, which is empty after a boot`}`,
          evidence: [callLine(place), statusOf(path, status)],
          fix: [
            edit(
              volatile === undefined
                ? `Have ${maker} mounted at boot, before the user manager starts.`
                : `Mount a folder that lasts, or have it made: ExecStartPre=/usr/bin/mkdir -p ${path}`,
            ),
          ],
        };
      }
      const unseen = sources.find(({ status }) => status.outcome === "unanswered" && status.reason !== "denied");
      if (unseen)
        return { subject: name, status: "unknown", summary: `${unseen.path} could not be looked at`, evidence: [] };
      return pass(
        name,
        "Every path that its containers mount is there, or is made before",
        ...sources.slice(0, 1).map(({ path, status }) => statusOf(path, status)),
      );
    });
  },
  explanation: {
    what: "A container mounts a path of the host (-v, --mount type=bind, or a mount it was made with) that is not there.",
    why: "podman ends with 125, `statfs /srv/data: no such file or directory`; `podman start` and `podman pod start` with crun's ``cannot stat `/srv/data'``. Unlike docker, podman makes no folder. A disk that is mounted late, /run and a /tmp in memory are the usual ways to lose one at a boot. `~` is not the home in a unit: podman looks in /root.",
    see: ["systemctl --user cat UNIT", "podman inspect --format '{{json .Mounts}}' CONTAINER", "findmnt -T /srv/data"],
    mend: "Make the folder; for one below /run or /tmp, with ExecStartPre=/usr/bin/mkdir -p or with tmpfiles.d; have the disk mounted at boot.",
    healthy:
      "A volume's name (no slash) is made by podman; a path that ExecStartPre=, another pod unit or tmpfiles.d makes.",
    sources: [
      "podman-run(1), --volume and --mount",
      "failure catalogue K01",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
