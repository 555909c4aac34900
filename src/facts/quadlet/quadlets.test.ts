import { describe, expect, test } from "bun:test";
import { parseGeneratorRun } from "./generator.ts";
import { isOlder, keySince, kindOf } from "./known-keys.ts";
import { parseQuadletFile, settingsOf } from "./quadlet-file.ts";
import type { Quadlet } from "./quadlets.ts";
import { missingReference, tooNewKey, unknownKey, unknownSection } from "./refusals.ts";

const path = "/home/podder/.config/containers/systemd";
const run = (stderr: string, stdout = "") =>
  parseGeneratorRun({ stdout, stderr, exit: 1 }, "generator -user -dryrun", "/run/user/1001/systemd/generator", 257);
const refused = (reason: string, text = ""): Quadlet => ({
  name: "web.container",
  path: `${path}/web.container`,
  kind: "container",
  files: [parseQuadletFile(text, `${path}/web.container`)],
  service: "web.service",
  complaint: { stage: "convert", file: "web.container", reason, text: reason },
});

describe("what the generator says", () => {
  test("podman 5.4: several errors in one message, as printed on trixie", () => {
    const { looked, complaints, dropIns } = run(
      `quadlet-generator[7]: Loading source unit file ${path}/a.container
quadlet-generator[7]: Loading source drop-in file ${path}/a.container.d/1.conf
quadlet-generator[7]: error loading "${path}/.#web.container", open ${path}/.#web.container: no such file or directory
error loading "${path}/z1.container", file contains line 1: “see: http://x” which is not a key-value pair, group, or comment
converting "a.container": unsupported key 'Bogus' in group 'Container' in ${path}/a.container
`,
    );
    expect(looked).toEqual([`${path}/a.container`]);
    expect(dropIns).toEqual([`${path}/a.container.d/1.conf`]);
    expect(complaints.map(({ stage, file }) => [stage, file])).toEqual([
      ["load", `${path}/.#web.container`],
      ["load", `${path}/z1.container`],
      ["convert", "a.container"],
    ]);
    expect(complaints[1]?.reason).toStartWith("file contains line 1: “see: http://x”");
    expect(complaints[2]?.reason).toBe(`unsupported key 'Bogus' in group 'Container' in ${path}/a.container`);
  });

  test("podman 4.4 to 4.5: its own words", () => {
    const { complaints } = run(
      `quadlet-generator[7]: Error loading '${path}/a.container', ignoring: key file does not start with a group
quadlet-generator[7]: Error converting 'b.container', ignoring: no Image key specified
`,
    );
    expect(complaints.map(({ stage, file, reason }) => [stage, file, reason])).toEqual([
      ["load", `${path}/a.container`, "key file does not start with a group"],
      ["convert", "b.container", "no Image key specified"],
    ]);
  });

  test("a file's name as Go quotes it", () => {
    const { complaints } = run(
      String.raw`quadlet-generator[7]: converting "a\"b\\c\u00e4 d.container": no Image key specified`,
    );
    expect(complaints[0]?.file).toBe('a"b\\cä d.container');
  });

  test("a crash", () => {
    const { crash, complaints } = run(
      "panic: runtime error: index out of range [0] with length 0\n\ngoroutine 1 [running]:\n",
    );
    expect(crash).toBe("panic: runtime error: index out of range [0] with length 0");
    expect(complaints).toEqual([]);
  });

  test("the units that it would write", () => {
    const { units } = run(
      "",
      `---web.service---
[Unit]
SourcePath=${path}/web.container

[Service]
ExecStart=/usr/bin/podman run localhost/app:1

---web-pod.service---
[Install]
WantedBy=default.target
`,
    );
    expect(units.map((unit) => unit.path)).toEqual([
      "/run/user/1001/systemd/generator/web.service",
      "/run/user/1001/systemd/generator/web-pod.service",
    ]);
    expect(units[1]?.assignments).toEqual([{ section: "Install", key: "WantedBy", value: "default.target", line: 2 }]);
  });

  test("nothing, noise and half lines are no complaint", () => {
    for (const noise of [
      "",
      "\n\n",
      "converting",
      'converting "',
      "error loading x",
      "quadlet-generator[1]: Warning: x",
    ])
      expect(run(noise, "---\n------\n--- ---\n").complaints).toEqual([]);
  });
});

describe("a quadlet's text", () => {
  const text = `; a comment
[Container]
Image = localhost/app:1
Environment=A=b \\
# between
  C=d
Volume=x.volume:/data
Volume=
Volume=y.volume:/data

[X-Mine]
no assignment
`;

  test("sections, assignments and their lines", () => {
    const file = parseQuadletFile(text, "/x.container");
    expect(file.sections).toEqual([
      { name: "Container", line: 2 },
      { name: "X-Mine", line: 11 },
    ]);
    expect(file.assignments[0]).toEqual({ section: "Container", key: "Image", value: "localhost/app:1", line: 3 });
    expect(file.assignments[1]?.value).toBe("A=b C=d");
  });

  test("an empty value drops those before it, a drop-in comes after", () => {
    const more = parseQuadletFile("[Container]\nVolume=z:/z\n", "/x.container.d/1.conf");
    expect(settingsOf([parseQuadletFile(text, "/x.container"), more], "Container", "Volume")).toEqual([
      { value: "y.volume:/data", path: "/x.container", line: 9 },
      { value: "z:/z", path: "/x.container.d/1.conf", line: 2 },
    ]);
  });

  test("hostile text neither throws nor takes long", () => {
    for (const hostile of [
      "\\",
      "\\\n".repeat(100_000),
      "=".repeat(100_000),
      "[".repeat(100_000),
      `[${" ".repeat(100_000)}`,
      "a ".repeat(100_000),
    ])
      expect(parseQuadletFile(hostile, "/x").sections).toEqual([]);
  }, 10_000);
});

describe("what a refusal is about", () => {
  test("an unknown key, and the nearest one", () => {
    expect(unknownKey(refused("unsupported key 'image' in group 'Container' in /x"))).toEqual({
      section: "Container",
      key: "image",
      nearest: "Image",
    });
    expect(unknownKey(refused("invalid service Type 'simple'"))).toBeUndefined();
  });

  test("a key of a later podman is too new, one that no podman has is not", () => {
    const memory = refused("unsupported key 'Memory' in group 'Container' in /x");
    expect(tooNewKey(memory, "5.4.2")?.since).toBe("5.5");
    expect(tooNewKey(memory, "5.5.0")).toBeUndefined();
    expect(tooNewKey(memory, undefined)).toBeUndefined();
    expect(tooNewKey(refused("unsupported key 'Bogus' in group 'Container' in /x"), "5.4.2")).toBeUndefined();
  });

  test("each wording of a missing reference", () => {
    expect(
      [
        "requested Quadlet unit nope.network was not found",
        "requested Quadlet source nope.volume was not found",
        "requested Quadlet image nope.image was not found",
        "quadlet pod unit nope.pod does not exist",
        "pod web is not Quadlet based",
        "unable to translate dependency for nope.container",
        "cannot get the resource name of bad.network",
      ].map((reason) => missingReference(refused(reason))),
    ).toEqual([
      { name: "nope.network", why: "missing" },
      { name: "nope.volume", why: "missing" },
      { name: "nope.image", why: "missing" },
      { name: "nope.pod", why: "missing" },
      { name: "web", why: "no-suffix" },
      { name: "nope.container", why: "missing" },
      { name: "bad.network", why: "refused" },
    ]);
    expect(missingReference(refused("no Image or Rootfs key specified"))).toBeUndefined();
  });

  test("a misspelt section, and those that are not", () => {
    expect(unknownSection(refused("", "[Contaner]\n"))?.meant).toBe("Container");
    expect(unknownSection(refused("", "[container]\n"))?.meant).toBe("Container");
    for (const fine of ["[Container]\n[Service]\n", "[X-Contaner]\n", "[Compose]\n[Traefik]\n", "[Unit]\n[Quadlet]\n"])
      expect(unknownSection(refused("", fine))).toBeUndefined();
  });
});

test("kinds by suffix, whose case counts", () => {
  expect(
    ["web.container", ".#web.pod", "web.Container", "web.container.bak", "container", "x.artifact"].map(kindOf),
  ).toEqual(["container", "pod", undefined, undefined, undefined, "artifact"]);
});

test("releases are compared by number", () => {
  expect([isOlder("4.3.1", "4.4"), isOlder("4.10.0", "4.4"), isOlder("5.0.0", "4.9"), isOlder("5.4.2", "5.4")]).toEqual(
    [true, false, false, false],
  );
  expect(keySince("Container", "Pod")).toBe("5.0");
});
