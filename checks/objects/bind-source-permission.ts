import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, pass, statusOf } from "../../src/diagnosis/findings.ts";
import { callLine, eachWithCalls } from "./unit-calls.ts";

export const bindSourcePermission = defineCheck({
  id: "bind-source-permission",
  group: "objects",
  title: "The account can reach every path that a container mounts",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "podmanCommands", "bindSources"],
  judge({ account, podUnits, podmanCommands, bindSources }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name }) => {
      const sources = bindSources.get(name) ?? [];
      if (sources.length === 0) return notApplicable(name, "Its containers are not known to mount a path of the host");
      const closed = sources.find(({ status }) => status.outcome === "unanswered" && status.reason === "denied");
      if (closed) {
        return {
          subject: name,
          status: "fail",
          summary: `${account.name} may not reach ${closed.path} (${closed.from})`,
          because: `it mounts ${closed.path}, and ${account.name} may not pass through a folder on the way there`,
          evidence: [callLine(closed.place), statusOf(closed.path, closed.status)],
          fix: [edit(`Let ${account.name} pass (x) through each folder above ${closed.path}; namei -l shows them.`)],
        };
      }
      const unseen = sources.find(({ status }) => status.outcome === "unanswered");
      if (unseen)
        return { subject: name, status: "unknown", summary: `${unseen.path} could not be looked at`, evidence: [] };
      return pass(name, "The account can reach every path that its containers mount");
    });
  },
  explanation: {
    what: "A container mounts a path of the host below a folder that the account may not pass through.",
    why: "podman ends with 125, `statfs /srv/data: permission denied`: in a rootless container even root has only the account's rights. A group that was given after the user manager started does not hold before the next boot.",
    see: ["namei -l /srv/data", "id"],
    mend: "Give the account the right to pass (chmod o+x, a group, or an ACL), or mount a path that it owns.",
    healthy:
      "A path of another owner that the account may reach starts; whether the program may read it is another matter.",
    sources: [
      "podman-run(1), --volume",
      "podman issue 19023",
      "failure catalogue K02",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
