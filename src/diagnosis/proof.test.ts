import { expect, test } from "bun:test";
import type { Journal, JournalLine } from "../facts/journal.ts";
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
