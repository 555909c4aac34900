import { expect, test } from "bun:test";
import { alteredHost } from "../testing/altered-host.ts";
import { FactStore } from "./fact-store.ts";
import { parseLine } from "./journal.ts";

test("a message with its unit and its time", () => {
  const text = JSON.stringify({
    MESSAGE: "Error: no such pod",
    _SYSTEMD_USER_UNIT: "pod.service",
    SYSLOG_IDENTIFIER: "podman",
    __REALTIME_TIMESTAMP: "1795430146086614",
  });
  expect(parseLine(text)).toEqual([
    { atMs: 1795430146086, unit: "pod.service", identifier: "podman", message: "Error: no such pod" },
  ]);
});

test("what systemd says of a unit is about that unit, not about the manager that says it", () => {
  const text = JSON.stringify({
    MESSAGE: "Started",
    USER_UNIT: "pod.service",
    _SYSTEMD_USER_UNIT: "init.scope",
    __REALTIME_TIMESTAMP: "1000",
  });
  expect(parseLine(text)[0]?.unit).toBe("pod.service");
});

test("a message that is no text comes as bytes", () => {
  const bytes = [...Buffer.from("caf\u00e9\x1b[0m")];
  expect(parseLine(JSON.stringify({ MESSAGE: bytes, __REALTIME_TIMESTAMP: "1000" }))[0]?.message).toBe(
    "caf\u00e9\x1b[0m",
  );
});

test.each(["", "-- No entries --", "{", "[1]", '{"MESSAGE":null,"__REALTIME_TIMESTAMP":"1"}', '{"MESSAGE":"x"}'])(
  "%p is no message",
  (text) => {
    expect(parseLine(text)).toEqual([]);
  },
);

async function journalOf(view: "root" | "user", answer: { readonly exit: number; readonly stderr: string }) {
  const host = alteredHost("trixie/seed", { commands: { journalctl: { stdout: "", ...answer } } }, view);
  const journal = await new FactStore(host, { units: [], ...(view === "root" ? { user: "podder" } : {}) }).fact(
    "journal",
  );
  return journal.known ? journal.value : undefined;
}

test("a boot that the journal does not have is told from one that this reader may not see", async () => {
  const none = { exit: 1, stderr: "No journal files were found.\n" };
  expect(await journalOf("root", none)).toMatchObject({
    complete: false,
    hasBoot: false,
    missing:
      "the journal has nothing of this boot (journalctl: No journal files were found); journalctl --list-boots names those that it has",
  });
  const user = await journalOf("user", none);
  expect(user).toMatchObject({
    complete: false,
    missing: expect.stringContaining("members of adm and systemd-journal"),
  });
  expect(user?.hasBoot).toBeUndefined();
  const hint = { exit: 0, stderr: "Hint: You are currently not seeing messages from other users and the system.\n" };
  expect(await journalOf("user", hint)).toMatchObject({ complete: false });
  expect(await journalOf("root", { exit: 0, stderr: "" })).toMatchObject({ complete: true });
});
