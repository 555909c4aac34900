import { denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";
import { kubePod, playing } from "../../src/testing/kube-unit.ts";
import { podActive } from "../../src/testing/pod-unit.ts";

const host = "trixie/port-taken";
const table = (...rows: string[]) => ({
  files: {
    "/proc/net/tcp": `  sl\n${rows.map((row, index) => `   ${index}: ${row}`).join("\n")}\n`,
    "/proc/net/tcp6": "  sl\n",
  },
});
const row = (local: string, state: string, uid: number) =>
  `${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000 ${uid} 0 0`;

testCheck("port-in-use", {
  finds: [
    {
      host: "port-taken",
      status: "warn",
      subject: "pod.service",
      because: "it publishes port 8081, on which a process of uid 0 listens",
      evidence: ["port 8081, uid 0"],
      fix: ["root: ss -Hltnup sport = :8081"],
      first: true,
    },
  ],
  altered: [
    { what: "the account's own", host, changes: table(row("00000000:1F91", "0A", 1001)), status: "pass" },
    { what: "a connection, not a listener", host, changes: table(row("00000000:1F91", "01", 0)), status: "pass" },
    { what: "the same port of another address", host, changes: table(row("0200007F:1F91", "0A", 0)), status: "pass" },
    { what: "the same address", host, changes: table(row("0100007F:1F91", "0A", 0)), status: "warn" },
    { what: "another port", host, changes: table(row("00000000:1F90", "0A", 0)), status: "pass" },
    {
      what: "a table that may not be read",
      host,
      changes: { files: { "/proc/net/tcp": denied("/proc/net/tcp") } },
      status: "unknown",
    },
    {
      what: "a made container: what podman said of it",
      host: "trixie/mounted-folder-removed",
      changes: {
        ...table(row("00000000:1F91", "0A", 0)),
        ...journalSaid("Failed to bind port 8081 (Address already in use) for option '-t 8081-8081:8080-8080'"),
      },
      status: "warn",
      because: "it publishes port 8081",
    },
    {
      what: "a made container that runs by now",
      host: "trixie/mounted-folder-removed",
      changes: {
        ...table(row("00000000:1F91", "0A", 0)),
        ...journalSaid("Failed to bind port 8081 (Address already in use) for option '-t 8081-8081:8080-8080'"),
        ...podActive,
      },
      status: "not-applicable",
    },
    {
      what: "a port that a YAML publishes",
      host: "trixie/seed",
      changes: playing(
        kubePod("image: app:1, ports: [{containerPort: 80, hostPort: 8080}]"),
        table(row("00000000:1F90", "0A", 0)),
        "",
      ),
      status: "warn",
      evidence: ["/home/podder/web.yaml:5: hostPort: 8080"],
    },
  ],
});
