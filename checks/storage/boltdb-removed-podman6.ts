import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, lineOf, pass, statusOf } from "../../src/diagnosis/findings.ts";
import { isOlder } from "../../src/facts/quadlet/known-keys.ts";

export const boltdbRemovedPodman6 = defineCheck({
  id: "boltdb-removed-podman6",
  group: "storage",
  title: "podman's database is of a kind that this podman can read",
  layer: "storage",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "platform", "podmanDatabase", "journal"],
  judge({ account: { name: subject, home }, podUnits, platform, podmanDatabase: { backend, bolt, alive }, journal }) {
    if (podUnits.units.length === 0 && podUnits.quadlets.length === 0)
      return notApplicable(subject, "There is no pod unit to judge");
    const hasBolt = bolt.status.outcome === "present";
    const set = backend?.value === "boltdb" ? backend : undefined;
    const setting = set ? [lineOf(set, 'database_backend = "boltdb"')] : [];
    const mend = set
      ? [{ ...edit(`Take line ${set.line} out of ${set.path}.`), as: owner(set.path, home) }, reboot]
      : [reboot];
    const { podmanVersion } = platform;
    if (!hasBolt && !set) return pass(subject, "podman has no BoltDB", statusOf(bolt.path, bolt.status));
    if (podmanVersion === undefined)
      return {
        subject,
        status: "unknown",
        summary: "There is a BoltDB, and nobody can say of which podman",
        evidence: [],
      };
    const seen = [...setting, statusOf(bolt.path, bolt.status), { source: "podman", lines: [podmanVersion] }];
    const failed = journal.lines.find(({ message }) => message.includes("migration from BoltDB to SQLite failed"));
    const said = failed ? [...seen, { source: failed.command ?? journal.command, lines: [failed.message] }] : seen;
    if (isOlder(podmanVersion, "6.0")) {
      // Up to 5.5 podman itself says nothing of it, and every later one moves the database by itself at a boot.
      if (isOlder(podmanVersion, "5.6") || (!set && !failed))
        return pass(subject, "podman keeps its containers in a BoltDB, which this podman reads", ...seen);
      return {
        subject,
        status: "advice",
        summary: set
          ? `${set.path} holds podman to BoltDB, which podman 6 refuses`
          : "podman could not move its containers from BoltDB to SQLite, and podman 6 reads no BoltDB",
        evidence: said,
        fix: mend,
      };
    }
    if (set) {
      return {
        subject,
        status: "fail",
        summary: `${set.path} asks for BoltDB, which podman ${podmanVersion} no longer has`,
        because: `${set.path} asks for BoltDB, which podman ${podmanVersion} no longer has, and then it starts nothing`,
        evidence: said,
        fix: mend,
      };
    }
    if (backend?.value === "sqlite") return pass(subject, "podman is held to SQLite", ...seen);
    if (failed) {
      return {
        subject,
        status: "warn",
        summary: "podman could not move its containers from BoltDB to SQLite",
        because: "podman could not move its containers from BoltDB to SQLite, and does not know of them without",
        evidence: said,
        fix: [edit(`See what podman says of the migration, then: podman system migrate --migrate-db`)],
      };
    }
    // Where podman has not run in this boot, its first command takes the old database over.
    if (alive.status.outcome === "absent")
      return pass(subject, "podman takes the old BoltDB over at its next start", ...seen);
    if (alive.status.outcome === "unanswered")
      return { subject, status: "unknown", summary: `Nobody could look at ${alive.path}`, evidence: seen };
    return {
      subject,
      status: "fail",
      onlyNow: true,
      summary: `podman ${podmanVersion} refuses the BoltDB of an older podman until the host is booted again`,
      because: `podman ${podmanVersion} reads no BoltDB, and takes the old one over only at a boot`,
      evidence: [...seen, statusOf(alive.path, alive.status)],
      fix: mend,
    };
  },
  explanation: {
    what: "The account's containers are in a BoltDB (bolt_state.db), podman's database up to 4.7, and podman 6 has no BoltDB any more.",
    why: 'Each podman from 5.8 on moves the database to SQLite at its first command after a boot, and calls the old file bolt_state.db-old. Until then podman 6 ends with `a BoltDB database exists but is no longer being used`: after an upgrade and before the reboot. With `database_backend = "boltdb"` in containers.conf nothing is moved, and podman 6 ends with `the BoltDB database backend was removed in Podman 6.0`, at each boot. podman 4 and 5 read a BoltDB as ever; 5.7 warns at each command, and before 5.8 there is nothing that could be done.',
    see: [
      "ls -l ~/.local/share/containers/storage/libpod/bolt_state.db",
      "grep -rn database_backend ~/.config/containers /etc/containers",
    ],
    mend: "Take `database_backend` out of containers.conf, and reboot. Without a reboot: stop every podman of the account (units, podman.socket), then `podman system migrate --migrate-db`.",
    healthy: 'A BoltDB with any podman before 6; a bolt_state.db-old; `database_backend = "sqlite"`.',
    sources: [
      "podman 5.8.2 and 6.0.0-dev: libpod/runtime.go (getDBState, makeRuntime, refresh), read, not booted: no Debian of the lab has podman 6",
      "podman-system-migrate(1)",
      "podman release notes 5.6, 5.7, 5.8",
      "failure catalogue H11",
    ],
  },
});

const reboot = { as: "root", command: "systemctl reboot" } as const;

function owner(path: string, home: string): "user" | "root" {
  return path.startsWith(`${home}/`) ? "user" : "root";
}
