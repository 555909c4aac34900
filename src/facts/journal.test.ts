import { expect, test } from "bun:test";
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
