import { absent, denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const held = "trixie/podman-6-held-to-boltdb";
const waiting = "trixie/podman-6-before-reboot";
const config = "/home/podder/.config/containers/containers.conf";
const bolt = "/home/podder/.local/share/containers/storage/libpod/bolt_state.db";
const alive = "/run/user/1001/libpod/tmp/alive";
const podman = (version: string) => ({ "podman-user-generator -version": { stdout: `${version}\n` } });
const said = (message: string) => ({
  "USER_UNIT=pod.service": {
    stdout: `${JSON.stringify({ MESSAGE: message, SYSLOG_IDENTIFIER: "podman", USER_UNIT: "pod.service", __REALTIME_TIMESTAMP: "1767267020000000" })}\n`,
  },
});

testCheck("boltdb-removed-podman6", {
  finds: [
    {
      host: "podman-6-held-to-boltdb",
      status: "fail",
      subject: "podder",
      because: `${config} asks for BoltDB, which podman 6.0.0 no longer has`,
      evidence: [`${config}:2: database_backend = "boltdb"`, "podman: 6.0.0"],
      fix: [`user: Take line 2 out of ${config}`, "root: systemctl reboot"],
      onlyNow: false,
      first: true,
    },
    {
      host: "podman-6-before-reboot",
      status: "fail",
      because: "takes the old one over only at a boot",
      evidence: [bolt, alive],
      fix: ["root: systemctl reboot"],
      onlyNow: true,
      first: true,
    },
    { host: "boltdb-before-podman-6", status: "pass", evidence: ["podman: 4.3.1"] },
    { host: "newuidmap-not-setuid", status: "pass" },
  ],
  altered: [
    {
      what: "podman 6 has not run since the boot: its first command takes the database over",
      host: waiting,
      changes: { stats: { [alive]: absent } },
      status: "pass",
    },
    {
      what: "nobody may look whether it has",
      host: waiting,
      changes: { stats: { [alive]: denied(alive) } },
      status: "unknown",
    },
    {
      what: "what was taken over keeps another name",
      host: waiting,
      changes: { stats: { [bolt]: absent } },
      status: "pass",
    },
    {
      what: "whoever is held to SQLite does not look for it",
      host: waiting,
      changes: { files: { [config]: '[engine]\ndatabase_backend = "sqlite"\n' } },
      status: "pass",
    },
    {
      what: "a comment holds nobody to it",
      host: held,
      changes: { files: { [config]: '[engine]\n#database_backend = "boltdb"\n' }, stats: { [bolt]: absent } },
      status: "pass",
    },
    {
      what: "it could not take it over at this boot",
      host: waiting,
      changes: { commands: said('level=error msg="Automatic migration from BoltDB to SQLite failed: no such pod"') },
      status: "warn",
      evidence: ["Automatic migration from BoltDB to SQLite failed"],
    },
    {
      what: "the setting is root's",
      host: held,
      changes: { files: { [config]: absent, "/etc/containers/containers.conf": 'database_backend = "boltdb"\n' } },
      status: "fail",
      fix: ["root: Take line 1 out of /etc/containers/containers.conf"],
    },
    {
      what: "podman 5.7 warns of a database that 5.8 takes over by itself: nothing is to be done",
      host: waiting,
      changes: { commands: podman("5.7.1") },
      status: "pass",
    },
    {
      what: "held to it, podman 5.8 takes nothing over, and works",
      host: held,
      changes: { commands: podman("5.8.2") },
      status: "advice",
    },
    {
      what: "before 5.6 podman itself has nothing against it",
      host: held,
      changes: { commands: podman("5.4.2") },
      status: "pass",
    },
    {
      what: "of a podman whose version nobody knows",
      host: held,
      changes: { commands: { "podman-user-generator -version": { exit: 1 } } },
      status: "unknown",
    },
  ],
});
