import { describe, expect, test } from "bun:test";
import { alteredHost, type Changes } from "../testing/altered-host.ts";
import { parsePasswd } from "./account.ts";
import { FactStore } from "./fact-store.ts";
import { escapeLingerName, unescapeLingerName } from "./linger.ts";
import { monotonicUs, parseProperties } from "./properties.ts";
import { parseVerify } from "./verify.ts";

describe("systemctl show", () => {
  test.each([
    ["one block", "Id=a\nLoadState=loaded\n", [{ Id: "a", LoadState: "loaded" }]],
    ["two blocks", "Id=a\n\nId=b\n", [{ Id: "a" }, { Id: "b" }]],
    [
      "a value with an equals sign",
      "ExecStart={ path=/x ; argv[]=/x a=b }\n",
      [{ ExecStart: "{ path=/x ; argv[]=/x a=b }" }],
    ],
    ["a property that comes twice", "ExecStart=a\nExecStart=b\n", [{ ExecStart: "a\nb" }]],
    ["a value of two lines", "Environment=A=1\nrest of it\nId=a\n", [{ Environment: "A=1\nrest of it", Id: "a" }]],
    ["the newline at the end is no value's", "UnitPath=/a /b\n", [{ UnitPath: "/a /b" }]],
    ["blanks at the end of a value", "After=a \n", [{ After: "a " }]],
    ["nothing", "", []],
    ["no property at all", "Failed to connect\n", [{}]],
  ])("%s", (_, text, blocks) => {
    expect(parseProperties(text)).toEqual(blocks);
  });

  test.each([
    ["0", undefined],
    ["", undefined],
    ["infinity", undefined],
    ["12", 12],
  ])("a moment of %j", (value, moment) => {
    expect(monotonicUs({ X: value }, "X")).toBe(moment as number);
  });
});

describe("passwd", () => {
  test.each([
    [
      "podder:x:1001:1001:,,,:/home/podder:/bin/sh\n",
      [{ name: "podder", uid: 1001, gid: 1001, home: "/home/podder", shell: "/bin/sh" }],
    ],
    ["a:x:1:1::/:\n", [{ name: "a", uid: 1, gid: 1, home: "/", shell: "" }]],
    [
      "CORP\\a b:*:70000:70000:A B:/home/a b:/bin/sh",
      [{ name: "CORP\\a b", uid: 70000, gid: 70000, home: "/home/a b", shell: "/bin/sh" }],
    ],
    ["+::::::\n:x:1:1::/:/bin/sh\nbroken:x:1\n\n", []],
  ])("%j", (text, entries) => {
    expect(parsePasswd(text).filter(({ name }) => name !== "+")).toEqual(entries);
  });
});

describe("names of linger files", () => {
  test.each([
    ["podder", "podder"],
    ["CORP\\podder", "CORP\\x5cpodder"],
    ["a/b", "a\\x2fb"],
    ["a\nb", "a\\x0ab"],
    ["user@corp.example", "user@corp.example"],
    ["it's", "it\\x27s"],
  ])("%j is %j, there and back", (name, file) => {
    expect(escapeLingerName(name)).toBe(file);
    expect(unescapeLingerName(file)).toBe(name);
  });
});

describe("systemd-analyze verify", () => {
  const path = "/home/podder/.config/systemd/user/pod.service";
  test.each([
    [
      `${path}:3: Unknown key 'X' in section [Service], ignoring.`,
      [{ path, line: 3, text: "Unknown key 'X' in section [Service], ignoring." }],
    ],
    ["pod.service: Service has no ExecStart=.", [{ path, text: "Service has no ExecStart=." }]],
    [`${path}: a: b: c`, [{ path, text: "a: b: c" }]],
    ["/usr/lib/systemd/user/other.service:1: text", []],
    ["xpod.service: text", []],
    ["Failed to create directory", []],
    ["", []],
  ])("%s", (text, lines) => {
    expect(parseVerify(text, [path])).toEqual(lines);
  });
});

/** Learns one fact of the healthy recorded host with some answers altered. */
async function learn<N extends Parameters<FactStore["fact"]>[0]>(name: N, changes: Changes) {
  return new FactStore(alteredHost("trixie/seed", changes), { user: "podder", units: [] }).fact(name);
}

describe("the account", () => {
  test("that NSS does not know has a sentence of its own", async () => {
    const commands = { "getent passwd -- podder": { exit: 2, stdout: "" } };
    expect(await learn("account", { commands })).toMatchObject({
      known: false,
      why: { detail: "there is no user podder on this host" },
    });
  });

  test("is unknown where NSS failed: that is not `no such user`", async () => {
    const commands = { "getent passwd -- podder": { exit: 1, stdout: "", stderr: "sssd: no" } };
    expect(await learn("account", { commands })).toMatchObject({
      known: false,
      why: { detail: expect.stringContaining("sssd: no") },
    });
  });
});

describe("running containers", () => {
  test.each([
    ["    12 /usr/bin/conmon --api-version 1 -c x -n web-app --exit-dir /x\n", ["web-app"]],
    ["12 conmon -n a -l journald\n", ["a"]],
    ["12 grep conmon -n a\n13 /usr/bin/conmonitor -n b\n14 conmon --version\n", []],
    ["", []],
  ])("of %j", async (stdout, names) => {
    const found = await learn("containers", { commands: { "ps -ww": { stdout } } });
    expect(found.known && found.value.running.map(({ name }) => name)).toEqual(names);
  });
});

describe("the unit search path", () => {
  test("has every folder that the manager names, the last one whole", async () => {
    const entries = await learn("unitEntries", {});
    expect(entries.known && entries.value.searchPath.directories.at(-1)).toBe("/run/user/1001/systemd/generator.late");
  });
});
