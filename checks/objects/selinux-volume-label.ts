import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, liveProperties, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import type { UnitCall } from "../../src/facts/podman-commands/index.ts";
import { valuesOf } from "../../src/facts/podman-commands/index.ts";
import { callLine, eachWithCalls } from "./unit-calls.ts";

/** Types that no container of the usual policy may touch (container-selinux), by which a forgotten label is known. */
const forbidden =
  /^(user_home_t|user_home_dir_t|config_home_t|data_home_t|home_root_t|admin_home_t|default_t|var_t|mnt_t|tmp_t|user_tmp_t|unlabeled_t)$/;

/** What go-selinux gives no other label, whoever asks (selinux_linux.go, chcon). */
const untouchable =
  /^\/$|^\/(bin|boot|dev|etc|home|lib|lib64|media|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)\/?$|^\/etc\/(passwd|pki|shadow)$|^\/var\/(lib|log)\/?$/;

const refused =
  /SELinux relabeling of .* is not allowed|lsetxattr.*(operation not permitted|permission denied)|failed to change selinux label/;

export const selinuxVolumeLabel = defineCheck({
  id: "selinux-volume-label",
  group: "objects",
  title: "SELinux lets the containers use what they mount",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "podmanCommands", "bindSources", "selinux", "idMapping", "unitStates", "journal"],
  consequenceOf: ["bind-source-missing", "bind-source-permission"],
  judge({ account, podUnits, podmanCommands, bindSources, selinux, idMapping, unitStates, journal }) {
    if (selinux.now === "off") return notApplicable("host", "SELinux is not on here");
    const plainPods = [...podmanCommands.values()]
      .flatMap(({ calls }) => calls)
      .some((place) => isUnlabelled(place, true));
    const mapped = (uid: number) =>
      account.uid === 0 ||
      uid === account.uid ||
      idMapping.uid.ranges.some(({ start, count }) => uid >= start && uid < start + count);
    return eachWithCalls(podUnits, podmanCommands, ({ name }) => {
      // What was labelled when a container was made is not done again when it is started.
      const sources = (bindSources.get(name) ?? []).filter(
        ({ place }) => (place.call.verb === "run" || place.call.verb === "create") && place.ownStorage,
      );
      const judged = sources.filter(
        ({ place }) =>
          selinux.labelling && !isUnlabelled(place) && !(plainPods && valuesOf(place.call, "pod").length > 0),
      );
      if (judged.length === 0) return notApplicable(name, "No container of it is known to mount a path with a label");
      const evidenceOf = ({ place, path }: (typeof judged)[number]) => [
        callLine(place),
        { source: `ls -Zd ${shellQuote(path)}`, lines: [selinux.types.get(path) ?? "the label could not be seen"] },
      ];
      const said = journal.lines.find(({ unit, message }) => unit === name && refused.test(message));
      const heard = said ? [{ source: said.command ?? journal.command, lines: [said.message] }] : [];
      const untouched = judged.find(
        ({ path, relabel }) => relabel && (untouchable.test(path) || path === account.home),
      );
      if (untouched) {
        return {
          subject: name,
          status: "fail",
          summary: `${untouched.from}: SELinux labels of ${untouched.path} itself are never changed`,
          because: `it asks podman to change the SELinux label of ${untouched.path} (${untouched.from}), which podman refuses`,
          evidence: [...evidenceOf(untouched), ...heard],
          fix: [
            edit(
              `Mount a folder below ${untouched.path}, or take z and Z out of the option in ${untouched.place.path}.`,
            ),
          ],
        };
      }
      const foreign = judged.find(
        ({ relabel, status, path }) =>
          relabel &&
          status.outcome === "present" &&
          !mapped(status.uid) &&
          forbidden.test(selinux.types.get(path) ?? ""),
      );
      if (foreign) {
        return {
          subject: name,
          status: "fail",
          summary: `${foreign.path} belongs to another user, so podman may not change its SELinux label`,
          because: `it asks podman to change the SELinux label of ${foreign.path}, which belongs to another user`,
          evidence: [...evidenceOf(foreign), ...heard],
          fix: [
            { as: "root", command: `semanage fcontext -a -t container_file_t ${shellQuote(`${foreign.path}(/.*)?`)}` },
            { as: "root", command: `restorecon -R ${shellQuote(foreign.path)}` },
            edit(`Take z and Z out of the option in ${foreign.place.path}, line ${foreign.place.line}.`),
          ],
        };
      }
      const down = liveProperties(unitStates, name)?.ActiveState === "failed";
      const asked = judged.find(({ relabel }) => relabel);
      if (asked && said && down) {
        return {
          subject: name,
          status: "fail",
          summary: `podman could not change the SELinux label of what ${asked.from} mounts`,
          because: "podman may not change the SELinux label of what it mounts",
          evidence: [...evidenceOf(asked), ...heard],
          fix: [edit(`See to whom all below ${asked.path} belongs, or take z and Z out of ${asked.from}.`)],
        };
      }
      const bare = judged.find(({ relabel, path }) => !relabel && forbidden.test(selinux.types.get(path) ?? ""));
      if (bare && selinux.atBoot === "enforcing") {
        const type = selinux.types.get(bare.path) ?? "";
        const denial = selinux.denials.find((line) => line.includes(`:${type}:`));
        return {
          subject: name,
          status: denial !== undefined && down ? "fail" : "warn",
          summary: `${bare.path} is labelled ${type}, which SELinux lets no container use`,
          because: `it mounts ${bare.path}, labelled ${type}, which SELinux lets no container read or write`,
          evidence: [
            ...evidenceOf(bare),
            ...(denial === undefined ? [] : [{ source: "journalctl -b _AUDIT_TYPE=1400", lines: [denial] }]),
          ],
          fix: [edit(`Add :Z (or :z, where several containers share it) to ${bare.from} in ${bare.place.path}.`)],
        };
      }
      const unseen = judged.find(
        ({ relabel, status, path }) => !relabel && status.outcome === "present" && !selinux.types.has(path),
      );
      if (unseen && selinux.atBoot === "enforcing")
        return {
          subject: name,
          status: "unknown",
          summary: `The label of ${unseen.path} could not be seen`,
          evidence: [],
        };
      return pass(name, "What its containers mount has a label of containers, or is given one");
    });
  },
  explanation: {
    what: "On a host with SELinux a container mounts a path of the host whose label belongs to the host alone, or asks podman to change a label that it may not change.",
    why: "The program in the container meets `Permission denied` whatever the file modes say, and the kernel writes `avc: denied … scontext=…:container_t:…`. With `:z` or `:Z` podman gives the path a label of containers first; that ends with `SELinux relabeling of /home/… is not allowed` for a home, /srv or /var itself, and with `lsetxattr(label=…): operation not permitted` for what belongs to another user. After `setenforce 0` all works until the next boot.",
    see: [
      "getenforce",
      "ls -Zd PATH",
      "ausearch -m AVC -ts boot",
      "podman info --format '{{.Host.Security.SELinuxEnabled}}'",
    ],
    mend: "Add `:Z` to the volume (`:z` where several containers share it), in the unit or the quadlet. What belongs to root: `semanage fcontext -a -t container_file_t 'PATH(/.*)?'` and `restorecon -R PATH` as root, and no `:z`.",
    healthy:
      "`--security-opt label=disable` (SecurityLabelDisable=true in a quadlet), `--privileged`, the host's own pid or ipc namespace: no label is asked of what is mounted. A host without SELinux takes `:Z` and does nothing.",
    sources: [
      "podman-run(1), --volume, Labeling Volume Mounts; --security-opt",
      "podman: troubleshooting.md 2 and 45",
      "opencontainers/selinux: go-selinux/selinux_linux.go (chcon), read; no host of the lab has SELinux, so none was booted",
      "container_selinux(8)",
      "failure catalogue K06",
    ],
  },
});

/** Whether podman gives a call's containers no label of their own, or one of which this check knows nothing. */
function isUnlabelled({ call }: UnitCall, podOnly = false): boolean {
  if (podOnly && call.verb !== "pod create") return false;
  return (
    valuesOf(call, "security-opt").some((value) => /^label[=:](disable|type[=:])/.test(value)) ||
    valuesOf(call, "privileged").some((value) => value !== "false") ||
    valuesOf(call, "pid", "ipc").includes("host")
  );
}
