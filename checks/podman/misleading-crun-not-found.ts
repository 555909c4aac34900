import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, pass, statusOf } from "../../src/diagnosis/findings.ts";

export const misleadingCrunNotFound = defineCheck({
  id: "misleading-crun-not-found",
  group: "podman",
  title: "No message of this boot names a runtime that is there as missing",
  layer: "podman",
  repair: "manual",
  facts: ["account", "podUnits", "runtime", "ociRuntimes"],
  judge({ account, podUnits, runtime, ociRuntimes }) {
    if (podUnits.units.length === 0) return notApplicable(account.name, "There is no pod unit to judge");
    const [said] = ociRuntimes;
    if (!said) return pass(account.name, "podman has missed no OCI runtime in this boot");
    const { name, message, source, path, file } = said;
    if (path === undefined)
      return notApplicable(account.name, `${name} really is nowhere to be found: podman's message means what it says`);
    const { directory } = runtime;
    const usable = directory.status.outcome === "present" && directory.status.uid === account.uid;
    return {
      subject: account.name,
      status: "advice",
      summary: usable
        ? `podman missed ${name} in this boot, and it is there: it was not then, or podman had no runtime directory`
        : `podman missed ${name}, which is there: what it lacks is its runtime directory`,
      evidence: [{ source, lines: [message] }, statusOf(path, file), statusOf(directory.path, directory.status)],
      fix: asUser(`ls -ld ${directory.path} ${path}`),
    };
  },
  explanation: {
    what: 'podman said `default OCI runtime "crun" not found: invalid argument`, and crun is installed.',
    why: "podman 5 says this as well where its runtime directory (/run/user/UID) is missing or not writable, because it then finds no place for the runtime. Whoever reinstalls crun mends nothing: the cause is runtime-dir-missing, or a unit that is run without a user manager. podman 4 says `RunRoot is pointing to a path … which is not writable` instead. With crun really gone both say the same words, and then they are true.",
    see: ["command -v crun runc", "ls -ld /run/user/UID", "journalctl --user -b -u UNIT"],
    mend: "See what is in the way of the runtime directory first (runtime-dir-missing). Only where `command -v crun` finds nothing install the runtime.",
    healthy: "A host without crun that has runc, and says so in containers.conf, has no such message.",
    sources: [
      "containers.conf(5), runtimes",
      "failure catalogue H17, A14",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
