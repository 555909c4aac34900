import { expect, test } from "bun:test";
import type { JournalLine } from "./journal.ts";
import { attributed, silentRuns } from "./lost-lines.ts";
import type { PodUnit } from "./pod-units.ts";

const units = ["web.service", "db.service"].map((name) => unitOf(name, "/usr/bin/podman"));

function unitOf(name: string, executable: string): PodUnit {
  return { name, exec: [{ command: {}, executable }] } as unknown as PodUnit;
}

function line(atMs: number, unit: string, identifier: string, message: string): JournalLine {
  return { atMs, unit, identifier, message };
}

const exited = (atMs: number, unit: string, status: string) =>
  line(atMs, unit, "systemd", `${unit}: Control process exited, code=exited, status=${status}`);
const lost = (atMs: number, identifier = "podman") => line(atMs, "", identifier, 'Error: no such pod "web"');

test("a failed run without a word of its own takes the line that came without a unit", () => {
  const runs = silentRuns([exited(1_000, "web.service", "125/n/a")], units);
  expect(attributed([lost(1_001)], runs)).toEqual([{ ...lost(1_001), unit: "web.service" }]);
});

test("the unit's SyslogIdentifier= is the name under which it speaks", () => {
  const config = { last: () => ({ value: "web" }) };
  const quadlet = { ...unitOf("web.service", "/usr/bin/podman"), config } as unknown as PodUnit;
  const runs = silentRuns([exited(1_000, "web.service", "125/n/a")], [quadlet]);
  expect(attributed([lost(1_001, "web"), lost(1_001)], runs)).toHaveLength(1);
});

test.each([
  ["a run that said something", [exited(1_000, "web.service", "125/n/a"), line(999, "web.service", "podman", "Error")]],
  ["a run that succeeded", [exited(1_000, "web.service", "0/SUCCESS")]],
  ["a program that could not be run", [exited(1_000, "web.service", "203/EXEC")]],
  ["somebody else's unit", [exited(1_000, "mail.service", "1/FAILURE")]],
  ["an output that looks like systemd's", [{ ...exited(1_000, "web.service", "1/FAILURE"), identifier: "podman" }]],
])("%s takes no line", (_, lines) => {
  expect(silentRuns(lines, units)).toEqual([]);
});

test.each([
  ["said under another name", lost(1_001, "restic")],
  ["that has its unit", line(1_001, "session-3.scope", "podman", "Error: no such pod")],
  ["of later", lost(60_000)],
])("a line %s is not the run's", (_, one) => {
  expect(attributed([one], silentRuns([exited(1_000, "web.service", "125/n/a")], units))).toEqual([]);
});

test("between two units that failed in one moment nobody can tell; a unit's own restarts are one unit", () => {
  const both = silentRuns([exited(1_000, "web.service", "125/n/a"), exited(1_010, "db.service", "125/n/a")], units);
  expect(attributed([lost(1_001)], both)).toEqual([]);
  const again = silentRuns([exited(1_000, "web.service", "125/n/a"), exited(1_200, "web.service", "125/n/a")], units);
  expect(again).toHaveLength(2);
  expect(attributed([lost(1_001)], again)).toHaveLength(1);
});
