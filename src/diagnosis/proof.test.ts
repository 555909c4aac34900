import { expect, test } from "bun:test";
import type { Journal, JournalLine } from "../facts/journal.ts";
import { alteredHost } from "../testing/altered-host.ts";
import { diagnoseHost } from "../testing/fixture.ts";
import { classify } from "./classifier.ts";
import { lastWords, proofOf } from "./proof.ts";

// As journalctl printed it on a booted trixie whose unit names a pod that does not exist.
const messages = [
  "Starting pod.service - web pod...",
  "Error: no pod with name or ID nosuch found: no such pod",
  "pod.service: Control process exited, code=exited, status=125/n/a",
  "pod.service: Failed with result 'exit-code'.",
  "Failed to start pod.service - web pod.",
];

function journalOf(texts: readonly string[]): Journal {
  const lines = texts.map(
    (message, index): JournalLine => ({
      atMs: index * 1000,
      unit: "pod.service",
      identifier: message.startsWith("Error") ? "podman" : "systemd",
      message,
    }),
  );
  return { lines, complete: true, command: "journalctl -b 0" };
}

test("a failure that no check explains is told in podman's own words, with what they mean", () => {
  const words = lastWords("pod.service", journalOf(messages));
  expect(words?.line.message).toBe("Error: no pod with name or ID nosuch found: no such pod");
  expect(words?.meaning).toBe("the container or pod that the unit names does not exist in this account");
});

test("an error that the catalogue does not know is still told", () => {
  expect(
    lastWords("pod.service", journalOf(["Starting", "Error: something new", "Failed to start pod.service"])),
  ).toMatchObject({
    line: { message: "Error: something new" },
  });
});

test("how it ended is told in systemd's own words, not in those of its program", () => {
  const ended = "web.service: Main process exited, code=exited, status=3/NOTIMPLEMENTED";
  const journal = journalOf([ended, "Failed to start the listener"]);
  const lines = journal.lines.map((line, at) => (at === 1 ? { ...line, identifier: "web" } : line));
  expect(lastWords("pod.service", { ...journal, lines })?.line.message).toBe(ended);
});

test("another unit's words are not this one's", () => {
  expect(lastWords("other.service", journalOf(messages))).toBeUndefined();
});

test("a cause is proved by its own message about its own unit only", () => {
  const journal = journalOf([
    "pod.service: Unable to locate executable '/usr/local/bin/podman': No such file or directory",
  ]);
  expect(proofOf("exec-missing", "pod.service", true, journal)).toEqual({
    at: "1970-01-01T00:00:00.000Z",
    line: "systemd: pod.service: Unable to locate executable '/usr/local/bin/podman': No such file or directory",
  });
  expect(proofOf("exec-missing", "other.service", true, journal)).toBeUndefined();
  expect(proofOf("unit-not-enabled", "pod.service", true, journal)).toBeUndefined();
});

test.each([
  ["Failed to locate executable /usr/local/bin/podman: No such file or directory", "exec-missing"],
  ["pod.service: Main process exited, code=exited, status=216/GROUP", "user-directive-in-user-unit"],
  [
    "Error: starting container 1a1f: systemd slice received as cgroup parent when using cgroupfs: invalid argument",
    "user-dbus-missing",
  ],
  ["Unit dbus.socket not found.", "dbus-socket-dependency-in-unit"],
  [
    "/home/podder/.config/systemd/user/pod.service:8: Neither a valid executable name nor an absolute path: ~/bin/podman",
    "execstart-not-absolute",
  ],
] as const)("%p speaks for %s", (message, check) => {
  expect(classify(message)?.checks).toContain(check);
});

test("what healthy boots say speaks for nothing", () => {
  for (const message of [
    "Started pod.service - web pod.",
    "Listening on dbus.socket - D-Bus User Message Bus Socket.",
    "app: ready",
  ]) {
    expect(classify(message)).toBeUndefined();
  }
});

/** What journalctl has of the user manager's own output at that boot. */
function generatorSaid(...messages: readonly string[]) {
  const argv =
    "journalctl --no-pager --output=json --output-fields=MESSAGE,USER_UNIT,_SYSTEMD_USER_UNIT,UNIT,SYSLOG_IDENTIFIER --boot=0 --lines=400 _UID=1001 _SYSTEMD_UNIT=user@1001.service _TRANSPORT=stdout";
  const entries = messages.map((MESSAGE) =>
    JSON.stringify({ MESSAGE, SYSLOG_IDENTIFIER: "systemd", __REALTIME_TIMESTAMP: "1767267010000000" }),
  );
  return { answers: { [argv]: { stdout: `${entries.join("\n")}\n` } } };
}

const refused = `converting "web.container": unsupported key 'image' in group 'Container' in /home/podder/.config/containers/systemd/web.container`;

test.each([
  ["said so at the boot", [`quadlet-generator[98]: ${refused}`], `quadlet-generator: ${refused}`],
  ["said something else at the boot", [`quadlet-generator[98]: ${refused.replace("image", "imag")}`], undefined],
  ["said nothing at the boot", ["hello"], undefined],
])("a quadlet of which the generator %s", async (_, messages, line) => {
  const { verdict } = await diagnoseHost(alteredHost("trixie/quadlet-unknown-key", generatorSaid(...messages)));
  expect(verdict.causes[0]).toMatchObject({ check: "quadlet-unknown-key-or-section", subject: "web.container" });
  expect(verdict.causes[0]?.proof?.line).toBe(line as string);
  if (line) expect(verdict.causes[0]?.proof?.command).toContain("_TRANSPORT=stdout");
});
