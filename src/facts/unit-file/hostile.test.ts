import { describe, expect, test } from "bun:test";
import {
  dropInFolders,
  escapePath,
  escapeUnitName,
  expandSpecifiers,
  keyKind,
  loadComplaints,
  mergeUnit,
  nearest,
  orderDropIns,
  parseBoolean,
  parseExecLine,
  parseTimespan,
  parseUnitFile,
  unescapeUnitName,
  unitNameIsValid,
} from "./index.ts";

/** A small generator with a seed, so that a failure can be had again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function readAll(input: Uint8Array | string): void {
  const unit = mergeUnit(parseUnitFile(input, "/u/x.service"), [parseUnitFile(input, "/u/x.service.d/a.conf")]);
  loadComplaints(unit, "x.service");
  for (const { value } of unit.values("Service", "ExecStart")) parseExecLine(value);
  unit.words("Unit", "After");
}

describe("hostile input never throws", () => {
  test("random bytes", () => {
    const next = random(1);
    for (let round = 0; round < 300; round += 1)
      readAll(Uint8Array.from({ length: Math.floor(next() * 400) }, () => Math.floor(next() * 256)));
  });

  test("random heaps of what means something", () => {
    const parts = [
      "[",
      "]",
      "[Service]",
      "\n",
      "\r",
      "\0",
      "\\",
      '"',
      "'",
      "%",
      "%n",
      "%Z",
      "$",
      "=",
      ";",
      " ",
      "\t",
      "#",
    ];
    parts.push(
      "ExecStart=",
      "Type=",
      "Environment=",
      "After=",
      "/bin/a",
      "-",
      "@",
      "!",
      "\\x",
      "\\u00",
      "\ufeff",
      "\ud800",
    );
    const next = random(2);
    for (let round = 0; round < 500; round += 1) {
      const pick = () => parts[Math.floor(next() * parts.length)] ?? "";
      const text = Array.from({ length: Math.floor(next() * 40) }, pick).join("");
      readAll(`[Service]\n${text}`);
      parseExecLine(text);
      parseTimespan(text);
      unescapeUnitName(text);
      expandSpecifiers(text, { unitName: text });
      dropInFolders(text);
      expect(unescapeUnitName(escapeUnitName(text))).toBe(Buffer.from(text).toString());
    }
  }, 30_000);

  test("a megabyte in a line, a hundred thousand lines, as many continuations: in little time", () => {
    const begun = performance.now();
    readAll(`[Service]\nExecStart=/bin/a ${'"x" '.repeat(250_000)}\n`);
    readAll(`[Service]\nExecStart=/bin/a ${"\\q".repeat(500_000)}\n`);
    readAll(`[Service]\n${"ExecStart=/bin/a %n $x\n".repeat(100_000)}`);
    readAll(`[Service]\n${"Bogus=1\n".repeat(100_000)}`);
    readAll(`[Service]\nEnvironment=${"\\\n".repeat(100_000)}`);
    readAll(`[Unit]\nAfter=${"a.service ".repeat(100_000)}`);
    readAll(" ".repeat(1_000_000));
    readAll("\\".repeat(1_000_000));
    parseTimespan("1 ".repeat(200_000));
    // Some seconds alone, and room for a machine that does other things as well.
    expect(performance.now() - begun).toBeLessThan(20_000);
  }, 30_000);
});

test("what systemd-escape prints", () => {
  expect(escapeUnitName("Hällo/.a-b c")).toBe("H\\xc3\\xa4llo-.a\\x2db\\x20c");
  expect(escapeUnitName(".hidden")).toBe("\\x2ehidden");
  expect(escapePath("//home//podder/my pod/")).toBe("home-podder-my\\x20pod");
  expect(escapePath("/")).toBe("-");
  expect(unescapeUnitName("a\\x2db-c")).toBe("a-b/c");
  expect(unescapeUnitName("a\\y")).toBeUndefined();
});

test("names of units", () => {
  for (const name of ["a.service", "a@.service", "a@b@c.service", "-.mount", "a\\x20b.service"])
    expect([name, unitNameIsValid(name)]).toEqual([name, true]);
  for (const name of [
    "",
    "a",
    ".service",
    "@.service",
    "@a.service",
    "a b.service",
    "ä.service",
    "a.servce",
    "a.SERVICE",
  ])
    expect([name, unitNameIsValid(name)]).toEqual([name, false]);
  expect(unitNameIsValid(`${"a".repeat(247)}.service`)).toBe(true);
  expect(unitNameIsValid(`${"a".repeat(248)}.service`)).toBe(false);
});

test("time spans", () => {
  const spans = ["90", "1min 30s", "1.5h", "5 min", "2h30m", "0", "infinity", "1M", "1us", "12.34 .56"];
  expect(spans.map(parseTimespan)).toEqual([
    90e6,
    90e6,
    5400e6,
    300e6,
    9000e6,
    0,
    Number.POSITIVE_INFINITY,
    2_629_800e6,
    1,
    12.9e6,
  ]);
  for (const bad of ["", " ", "-1", "5x", "soon", "1.", "12.34.56", "3. 1", "infinity 1"])
    expect([bad, parseTimespan(bad)]).toEqual([bad, undefined]);
});

test("booleans", () => {
  expect(["YES", "on", "1", "t"].map(parseBoolean)).toEqual([true, true, true, true]);
  expect(["No", "off", "0", "f"].map(parseBoolean)).toEqual([false, false, false, false]);
  expect(["", "maybe", "yes # no", "2"].map(parseBoolean)).toEqual([undefined, undefined, undefined, undefined]);
});

test("specifiers that have no value are a value", () => {
  const context = { unitName: "a-b@c-d.service", systemd: 257 };
  expect(expandSpecifiers("%n %p %i %I %j %%", context)).toEqual({ text: "a-b@c-d.service a-b c-d c/d b %" });
  expect(expandSpecifiers("%h", context)).toEqual({ error: "%h", reason: "unresolved" });
  expect(expandSpecifiers("%Z", context)).toEqual({ error: "%Z", reason: "unknown" });
  const account = { name: "podder", uid: 1001, home: "/home/podder" };
  expect(expandSpecifiers("%h %u %U %t %E %S %C %L", { ...context, account })).toEqual({
    text: "/home/podder podder 1001 /run/user/1001 /home/podder/.config /home/podder/.local/state /home/podder/.cache /home/podder/.local/state/log",
  });
  expect(expandSpecifiers("%S %L", { ...context, account, systemd: 252 })).toEqual({
    text: "/home/podder/.config /home/podder/.config/log",
  });
});

test("drop-ins of one name: the earlier folder; then by name", () => {
  const path = ["/home", "/etc"];
  const present = [
    "/etc/a.service.d/1.conf",
    "/home/a.service.d/2.conf",
    "/home/service.d/1.conf",
    "/etc/service.d/3.conf",
  ];
  expect(orderDropIns("a.service", path, present)).toEqual([
    "/etc/a.service.d/1.conf",
    "/home/a.service.d/2.conf",
    "/etc/service.d/3.conf",
  ]);
});

test("keys by release, and the nearest", () => {
  expect([247, 252, 257].map((release) => keyKind("Service", "RestartSteps", release) !== undefined)).toEqual([
    false,
    false,
    true,
  ]);
  expect(keyKind("Install", "UpheldBy", 252)).toBeUndefined();
  expect(nearest("ExecStrat", ["ExecStart", "ExecStop"])).toBe("ExecStart");
  expect(nearest("Bogus", ["ExecStart", "ExecStop"])).toBeUndefined();
});
