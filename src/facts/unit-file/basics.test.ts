import { expect, test } from "bun:test";
import { loadComplaints, mergeUnit, parseExecLine, parseUnitFile } from "./index.ts";

const seed = `see: https://example.org/
[Unit]
Description=My pod
After=dbus.socket
Wants=dbus.socket

[Service]
Type=forking
RemainAfterExit=yes
ExecStart=/usr/bin/podman pod start \\
# a comment between
    my-pod
ExecStop=-/usr/bin/podman pod stop my-pod

[Install]
WantedBy=default.target
`;

test("reads the seed's unit", () => {
  const file = parseUnitFile(seed, "/home/podder/.config/systemd/user/pod.service");
  expect(file.complaints.map(({ kind, line }) => [kind, line])).toEqual([["outside-section", 1]]);
  const unit = mergeUnit(file);
  expect(unit.last("Service", "Type")?.value).toBe("forking");
  expect(unit.boolean("Service", "RemainAfterExit")).toBe(true);
  expect(unit.words("Install", "WantedBy")).toEqual(["default.target"]);
  const start = unit.last("Service", "ExecStart");
  expect(start?.line).toBe(12);
  const [command] = parseExecLine(start?.value ?? "").commands;
  expect([command?.command, ...(command?.args ?? [])]).toEqual(["/usr/bin/podman", "pod", "start", "my-pod"]);
  expect(loadComplaints(unit, "pod.service")).toEqual([]);
});

test("a drop-in without a reset makes two commands, one with a reset makes one", () => {
  const main = parseUnitFile("[Service]\nExecStart=/bin/a\n", "/u/x.service");
  const more = parseUnitFile("[Service]\nExecStart=/bin/b\n", "/u/x.service.d/a.conf");
  const reset = parseUnitFile("[Service]\nExecStart=\nExecStart=/bin/b\n", "/u/x.service.d/a.conf");
  expect(loadComplaints(mergeUnit(main, [more]), "x.service")[0]?.text).toContain("more than one ExecStart=");
  expect(mergeUnit(main, [reset]).values("Service", "ExecStart")).toEqual([
    { value: "/bin/b", path: "/u/x.service.d/a.conf", line: 3 },
  ]);
});

test("names what was meant", () => {
  const file = parseUnitFile("[Unit]\nExecStart=/bin/a\n[Servce]\n[Service]\nExecStrat=/bin/a\n", "/u/x.service");
  expect(file.complaints.map(({ nearest, belongsIn }) => nearest ?? belongsIn)).toEqual([
    "Service",
    "Service",
    "ExecStart",
  ]);
});
