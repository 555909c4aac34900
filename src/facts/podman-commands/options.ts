/** The verbs whose options are known here; of any other the words are not taken apart. */
export const verbs = ["run", "create", "pod create", "kube play", "start", "pod start"] as const;
export type Verb = (typeof verbs)[number];

/** Which options a verb (or podman itself, before the verb) has: those that take a word, and those that do not. */
export interface OptionTable {
  readonly valued: ReadonlySet<string>;
  readonly flags: ReadonlySet<string>;
  /** One-letter options by letter. */
  readonly short: Readonly<Record<string, string>>;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

const containerValued = `
  add-host annotation arch attach authfile blkio-weight blkio-weight-device cap-add cap-drop cgroup-conf cgroup-parent cgroupns
  cgroups chrootdirs cidfile conmon-pidfile cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus
  cpuset-mems decryption-key detach-keys device device-cgroup-rule device-read-bps device-read-iops device-write-bps
  device-write-iops dns dns-opt dns-option dns-search entrypoint env env-file env-merge expose gidmap gpus group-add group-entry
  health-cmd health-interval health-log-destination health-max-log-count health-max-log-size health-on-failure health-retries
  health-start-period health-startup-cmd health-startup-interval health-startup-retries health-startup-success
  health-startup-timeout health-timeout hostname hosts-file hostuser image-volume init-ctr init-path ip ip6 ipc label label-file
  log-driver log-opt mac-address memory memory-reservation memory-swap memory-swappiness mount name net network network-alias
  oom-score-adj os passwd-entry personality pid pidfile pids-limit platform pod pod-id-file preserve-fd preserve-fds publish pull
  rdt-class requires restart retry retry-delay sdnotify seccomp-policy secret security-opt shm-size shm-size-systemd stop-signal
  stop-timeout subgidname subuidname sysctl systemd timeout tmpfs tz uidmap ulimit umask unsetenv user userns uts variant volume
  volumes-from workdir`;

const containerFlags = `
  detach disable-content-trust env-host help http-proxy init interactive no-healthcheck no-hostname no-hosts oom-kill-disable
  passwd privileged publish-all quiet read-only read-only-tmpfs replace rm rmi rootfs sig-proxy tls-verify tty unsetenv-all`;

const containerShort = {
  a: "attach",
  c: "cpu-shares",
  d: "detach",
  e: "env",
  h: "hostname",
  i: "interactive",
  l: "label",
  m: "memory",
  p: "publish",
  P: "publish-all",
  q: "quiet",
  t: "tty",
  u: "user",
  v: "volume",
  w: "workdir",
};

const container: OptionTable = { valued: set(containerValued), flags: set(containerFlags), short: containerShort };

/** The options as `podman VERB --help` of 4.3.1 and 5.4.2 lists them, both together. */
export const optionTables: Readonly<Record<Verb | "podman", OptionTable>> = {
  podman: {
    valued:
      set(`cgroup-manager config conmon connection events-backend hooks-dir identity imagestore log-level module namespace
      network-cmd-path network-config-dir out root runroot runtime runtime-flag ssh storage-driver storage-opt tmpdir url
      volumepath`),
    flags: set("help noout remote syslog trace transient-store version"),
    short: { c: "connection", r: "remote", v: "version" },
  },
  run: container,
  create: container,
  "pod create": {
    valued: set(`add-host blkio-weight blkio-weight-device cgroup-parent cpu-shares cpus cpuset-cpus cpuset-mems device
      device-read-bps device-write-bps dns dns-opt dns-option dns-search exit-policy gidmap gpus hostname hosts-file infra-command
      infra-conmon-pidfile infra-image infra-name ip ip6 label label-file mac-address memory memory-swap name net network
      network-alias pid pod-id-file publish restart security-opt share shm-size shm-size-systemd subgidname subuidname sysctl
      uidmap userns uts volume volumes-from`),
    flags: set("help infra no-hostname no-hosts replace share-parent"),
    short: { c: "cpu-shares", h: "hostname", l: "label", m: "memory", n: "name", p: "publish", v: "volume" },
  },
  "kube play": {
    valued:
      set(`annotation authfile cert-dir configmap context-dir creds ip log-driver log-opt mac-address net network publish
      seccomp-profile-root userns`),
    flags: set(
      "build down force help no-hostname no-hosts no-pod-prefix publish-all quiet replace service-container start tls-verify wait",
    ),
    short: { q: "quiet", w: "wait" },
  },
  start: {
    valued: set("detach-keys filter"),
    flags: set("all attach help interactive latest sig-proxy"),
    short: { a: "attach", f: "filter", i: "interactive", l: "latest" },
  },
  "pod start": {
    valued: set("pod-id-file"),
    flags: set("all help latest"),
    short: { a: "all", l: "latest" },
  },
};
