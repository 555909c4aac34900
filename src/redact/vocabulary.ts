import type { Recording } from "../host/recording.ts";

/**
 * Words that systemd, podman and Debian use themselves. A user, a host or a pod of such a name cannot be told from them,
 * and it tells nothing about anybody: it stays as it is, and the report says so.
 */
const own = new Set(
  (
    "root nobody user users home host hosts localhost localdomain local domain example email address person removed " +
    "pod pods podman container containers service services systemd app apps default target socket bus dbus run start " +
    "stop create kube play network networks volume volumes image images build exec restart kill init infra pause boot " +
    "linger linux debian ubuntu fedora centos rhel suse arch daemon session login logind manager runtime basic timers " +
    "sockets paths multi graphical shutdown sleep true false yes no none null the and not for are was with from this that " +
    "has had its out any all can may error failed file files directory such found unit units main process exited " +
    "status code result success started starting stopped stopping usr bin sbin lib etc var tmp opt srv proc sys dev " +
    "share config cache state log journal conmon crun runc overlay storage quadlet install path slice scope timer " +
    "device mount data test other another one two own same again also already before after because where when which who " +
    "what why its nor only every each some more most few many much than then there they them their these those here " +
    "how now never always still until while been being does did done may must shall should would could cannot between " +
    "into onto over under above below about against through during without within upon off out down account accounts " +
    "enabled enable disabled masked missing exists exist reads read write named called name names needs need wants " +
    "want wanted requires require required value values line lines text section key keys group groups rights program " +
    "programs secret secrets env infinity forking oneshot notify simple idle active inactive activating deactivating dead loaded static generated command commands script scripts link links folder folders tool tools nothing nowhere anything something"
  ).split(" "),
);

const shortest = 3;

/** Says why a name cannot be replaced in free text; undefined where it can. */
export function whyNot(name: string, words: ReadonlySet<string>): string | undefined {
  if (name.length < shortest) return "too short to be told from other text";
  if (own.has(name.toLowerCase()) || words.has(name.toLowerCase())) return "a word that the system uses itself";
  return /^[\d.:-]+$/.test(name) ? "a number" : undefined;
}

/** Words of the distribution's own unit names, which must stay what they are. */
export function vendorWords({ lists, commands }: Recording): ReadonlySet<string> {
  const names = Object.entries(lists).flatMap(([question, answer]) =>
    /"\/usr\/(local\/)?(lib|share)\//.test(question) && answer.outcome === "listed"
      ? answer.entries.map(({ name }) => name)
      : [],
  );
  const properties = Object.keys(commands).flatMap((question) => question.match(/--[\w-]+/g) ?? []);
  return new Set([...names, ...properties].flatMap((name) => name.toLowerCase().split(/[^a-z0-9]+/)));
}
