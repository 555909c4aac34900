import { describe, expect, test } from "bun:test";
import { checks } from "../../checks/index.ts";
import { podHost } from "../cli/testing/pod-host.ts";
import { documentOf } from "../diagnosis/document.ts";
import type { Recording } from "../host/recording.ts";
import { ReplayHost } from "../host/replay.ts";
import { makeReport } from "../report/make-report.ts";
import { unmask } from "../report/names.ts";
import { diagnoseHost, loadRecording } from "../testing/fixture.ts";
import { DiscreetHost } from "./discreet-host.ts";
import { deep } from "./redact-recording.ts";

/** Every text of a value as a reader sees it, JSON within a text read as well. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") {
    const lines = value.startsWith("{") ? value.split("\n").flatMap((line) => textsOf(parsed(line))) : [];
    return [value, ...lines];
  }
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [...textsOf(parsed(key)), ...textsOf(item)]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A report of a host whose account and name these are, and on which podman said these words. */
async function reportOf(said: readonly string[], account = "anna.schmidt", host = "kestrel-db7.falconry.intern") {
  const entry = (message: string) =>
    `${JSON.stringify({ MESSAGE: message, SYSLOG_IDENTIFIER: "podman", USER_UNIT: "pod.service", __REALTIME_TIMESTAMP: "1767267010000000" })}\n`;
  const machine = podHost({
    paths: {
      "/proc/sys/kernel/hostname": `${host}\n`,
      [`/var/lib/systemd/linger/${account}`]: "",
      "/etc/subuid": `${account}:100000:65536\n`,
    },
    commands: {
      "getent passwd": { exit: 0, stdout: `${account}:x:1001:1001::/home/podder:/bin/bash\n` },
      journalctl: { exit: 0, stdout: said.map((words) => entry(`Error: ${words}`)).join("") },
    },
  });
  const made = await makeReport(machine, { units: [], boot: 0 }, "full");
  return { ...made, text: textsOf(made.bundle).join("\n").toLowerCase() };
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a name is found in whatever form it is written", () => {
  test.each([
    ["in capitals", "ANNA.SCHMIDT", "ANNA.SCHMIDT"],
    ["in capitals, in base64", base64("for ANNA.SCHMIDT "), base64("ANNA.SCHMIDT")],
    ["percent-encoded whole", "%61%6e%6e%61%2e%73%63%68%6d%69%64%74", "%61%6e%6e%61"],
    ["percent-encoded twice", "x/anna%252Eschmidt", "anna%252e"],
    ["behind a percent-encoded slash", "%2Fhome%2Fanna.schmidt%2Fx", "anna.schmidt"],
    ["with JSON's escapes", '{"u":"\\u0061nna.schmidt"}', "nna.schmidt"],
    ["behind JSON's line end", 'msg="x\\nanna.schmidt"', "anna.schmidt"],
    ["as systemd escapes", "app-foo\\x2danna.schmidt.service", "anna.schmidt"],
    ["a dash escaped in a unit's name", "backup-kestrel\\x2ddb7.service", "kestrel\\x2ddb7"],
    ["with C's escapes", "anna\\056schmidt", "anna\\056"],
    ["as mails escape", "=61nna.schmidt anna=2Eschmidt", "nna.schmidt"],
    ["as HTML escapes", "anna&#46;schmidt &#x61;nna.schmidt", "nna&#46;schmidt"],
    ["as hexadecimal digits", `proctitle=${Buffer.from("/home/anna.schmidt/x").toString("hex")}`, "616e6e612e73"],
    ["glued by a line", "vol anna.schmidt_backup", "anna.schmidt"],
    ["in a mail", "to anna.schmidt@falconry-gmbh.net", "falconry-gmbh"],
  ])("%s", async (_, said, gone) => {
    const { text, leaks } = await reportOf([said]);
    expect(leaks).toEqual([]);
    expect(text).toContain("error: ");
    expect(text).not.toContain(gone.toLowerCase());
  });

  test("in base64 that is folded", async () => {
    const folded = base64("xxxxx anna.schmidt kestrel-db7 yyyy zzz").replace(/(.{16})/g, "$1\n");
    const { text } = await reportOf([folded]);
    for (const line of folded.split("\n").slice(0, 3)) expect(text).not.toContain(line.toLowerCase());
  });
});

describe("addresses and domains by their form", () => {
  test.each([
    ["registry66.intern.firma.de", "dial tcp: lookup registry66.intern.firma.de on 10.0.0.53:53: no such host"],
    ["regserver67", "dial tcp: lookup regserver67: no such host"],
    ["bücher64", 'pinging container registry r.bücher64.de: Get "https://r.bücher64.de/v2/": EOF'],
    ["xn--bcher65-kva", "lookup of xn--bcher65-kva.example.firma.de failed"],
    ["jürgen", "mail to jürgen@bücher63.de"],
    ["2a02:8108:8ac0:", "route 2a02:8108:8ac0::/64 x"],
    ["fe80::1234", "bind fe80::1234:5678:9abc:def0%eth0: cannot assign"],
    ["::ffff:10.20.30.40", "listen ::ffff:10.20.30.40 x"],
    ["2a02:8108::68", "listen tcp [2a02:8108::68]:8080: bind"],
    ["10-24-34-44", "host ip-10-24-34-44 is gone"],
    ["10.24.34.44", "10.24.34.44-x is gone"],
    ["3c-ec-ef-a1-b2-c4", "mac 3c-ec-ef-a1-b2-c4 x"],
  ])("%s", async (value, said) => {
    const { text, leaks } = await reportOf([said]);
    expect(leaks).toEqual([]);
    expect(text).not.toContain(value.toLowerCase());
  });

  test.each([
    "pod.service: Failed with result 'exit-code'.",
    "short-name resolution: containers.conf, storage.sqlite, shop.container, org.freedesktop.login1",
    "registry docker.io/library/alpine:3.20, quay.io, localhost:5000",
    "listen tcp 127.0.0.1:80: bind; [::1]:80",
    "cgroup 0::/user.slice/user-1001.slice of [::]:80",
  ])("what is none stays: %s", async (said) => {
    const { text } = await reportOf([said]);
    expect(text).toContain(said.toLowerCase());
  });
});

/** Another account's, host's or pod's name in all that a host answered. */
function renamed(recording: Recording, names: Readonly<Record<string, string>>): Recording {
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${Object.keys(names).join("|")})(?![A-Za-z0-9])`, "g");
  const rename = (text: string) => text.replace(pattern, (name) => names[name] ?? name);
  const inText = (text: string) =>
    text
      .split("\n")
      .map((line) => (line.startsWith("{") ? JSON.stringify(walk(parsed(line))) : rename(line)))
      .join("\n");
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return value.startsWith("{") ? inText(value) : rename(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const words = key.startsWith("[") ? parsed(key) : undefined;
        return [words === undefined ? rename(key) : JSON.stringify(walk(words)), walk(item)];
      }),
    );
  };
  return walk(recording) as Recording;
}

/** A host that is called so, diagnosed, and its report with the names put back. */
async function thereAndBack(host: string, names: Readonly<Record<string, string>>) {
  const recording = renamed(loadRecording(host), names);
  const user = names["podder"] ?? "podder";
  const shown = await diagnoseHost(new DiscreetHost(new ReplayHost(recording)), { user });
  const told = await documentOf(checks, shown.results, shown.verdict, shown.store);
  const made = await makeReport(new ReplayHost(recording), { user, units: [], boot: 0 }, "full");
  const back = deep(made.bundle.diagnosis, (text) =>
    unmask(text, { schema: "poddoctor/names/1", id: "x", names: made.names }),
  );
  return { ...made, told: plain(told), back: plain(back), text: JSON.stringify(made.bundle) };
}

/** Without the quotes that a token needs and its value does not, or the other way round. */
function plain(value: unknown): unknown {
  return deep({ ...(value as object), at: "" }, (text) => text.replace(/'([^' ]*)'/g, "$1"));
}

const users = [
  ["git", false],
  ["web", false],
  ["admin", false],
  ["müller", false],
  ["a+b", true],
  ["b.o$s", false],
  ["ana.b-c", false],
  ["CORP+anna", false],
  ["user-1", true],
  ["a", true],
  ["pi", true],
  ["user", true],
  ["pod", true],
  ["service", true],
  ["systemd", true],
  ["podman", true],
  ["linger", true],
  ["10234", true],
] as const;

describe("an account of an odd name", () => {
  test.each(users)("%s: the report replays, and with the names put back says what was said", async (name, stays) => {
    for (const host of ["trixie/linger-off", "trixie/linger-other-case", "trixie/not-enabled"]) {
      const other = name === "a" ? "A" : name.charAt(0).toUpperCase() + name.slice(1);
      const made = await thereAndBack(host, { podder: name, Podder: other === name ? `${name}x` : other });
      expect({ leaks: made.leaks, changed: made.changed }).toEqual({ leaks: [], changed: [] });
      expect(made.back).toEqual(made.told);
      if (!stays) expect(made.text.toLowerCase()).not.toContain(`/home/${name.toLowerCase()}`);
    }
  });

  test("and of a host and a pod of the same name", async () => {
    const made = await thereAndBack("trixie/not-enabled", { podder: "lager", web1: "lager", web: "lager" });
    expect({ leaks: made.leaks, changed: made.changed }).toEqual({ leaks: [], changed: [] });
    expect(made.back).toEqual(made.told);
    expect(made.text).not.toContain("lager");
  });

  test.each(["debian", "localhost", "web1.corp.example-firma.de", "ip-10-1-2-3"])(
    "on a host named %s",
    async (host) => {
      const made = await thereAndBack("trixie/linger-off", { web1: host });
      expect({ leaks: made.leaks, changed: made.changed }).toEqual({ leaks: [], changed: [] });
      expect(made.back).toEqual(made.told);
      expect(made.text).not.toContain("firma");
    },
  );
});

describe("names that differ by case alone", () => {
  test("are tokens that differ by case alone, and come back as they were", async () => {
    const made = await thereAndBack("trixie/linger-other-case", {});
    expect(made.bundle.diagnosis.verdict.sentence).toContain(
      'lingering was turned on for "User-1", which is no user of this host, and not for user-1',
    );
    expect(made.names).toContainEqual(["User-1", "Podder"]);
    expect(made.back).toEqual(made.told);
    expect(made.text).not.toMatch(/podder/i);
  });

  test("each of several has its own", async () => {
    const said = ["Anna.Schmidt", "ANNA.SCHMIDT", "anna.Schmidt", "aNNa.schmidt"];
    const { names, text } = await reportOf([said.join(" ")]);
    const spelt = names.filter(([, value]) => value.toLowerCase() === "anna.schmidt");
    expect(spelt.map(([, value]) => value).sort()).toEqual([...said, "anna.schmidt"].sort());
    expect(new Set(spelt.map(([token]) => token)).size).toBe(5);
    expect(new Set(spelt.map(([token]) => token.toLowerCase())).size).toBe(1);
    expect(text).not.toContain("schmidt");
  });

  test.each(["CORP\\x5cpodder", "podder@falconry.example.de"])(
    "%s is still seen to be podder's name with a domain",
    async (file) => {
      const made = await thereAndBack("trixie/linger-other-case", { Podder: file.replace("\\x5c", "\\") });
      expect({ leaks: made.leaks, changed: made.changed }).toEqual({ leaks: [], changed: [] });
      expect(made.bundle.diagnosis.verdict.causes[0]?.check).toBe("linger-file-without-user");
      expect(made.text).not.toMatch(/podder|falconry|CORP/);
    },
  );
});

test("what was found by its form is replaced where nothing tells what it is, too", async () => {
  const { text, leaks } = await reportOf(["dial tcp: lookup lagerhaus: no such host", "no route to lagerhaus"]);
  expect(leaks).toEqual([]);
  expect(text).not.toContain("lagerhaus");
  expect(text).toMatch(/no route to domain-\d+\.example/);
});

test("a hardware address comes back as it was", async () => {
  const { names } = await reportOf(["mac 3c:ec:ef:a1:b2:c4 x"]);
  expect(names).toContainEqual(["02:00:00:00:00:01", "3c:ec:ef:a1:b2:c4"]);
});

test.each(["\\", "%61", "\\x61", "a:", "1.1.1.", "a."])(
  "a long row of %j takes no time that grows without end",
  async (piece) => {
    const { leaks } = await reportOf([piece.repeat(4000 / piece.length)]);
    expect(leaks).toEqual([]);
  },
);

test("an instance that is a path in the home still leads there: the token's dash is escaped as its own", async () => {
  const { text } = await reportOf(["podman-kube@-home-anna.schmidt-shop.yaml.service: no such file"]);
  expect(text).toMatch(/podman-kube@-home-\w+\\x2d1-shop\.yaml\.service/);
  expect(text).not.toContain("anna.schmidt");
});
