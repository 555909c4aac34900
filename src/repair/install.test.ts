import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { applyChange } from "./change.ts";
import { type InstallGround, installRepair } from "./install.ts";
import { planRepairs } from "./plan.ts";
import { isRoot, resultOf, scratch, snapshot, stranger } from "./testing/ground.ts";
import { OwnWriter } from "./writer.ts";

// Many processes each; other work on the machine must not fail them.
setDefaultTimeout(60_000);

const unit = "[Service]\nExecStart=/usr/bin/podman start web\n[Install]\nWantedBy=default.target\n";

function groundIn(home: string, caller: InstallGround["caller"] = { uid: 1001 }): InstallGround {
  const account = { ...stranger(home), shell: "/bin/sh", runtimeDirectory: "/run/user/12345" };
  return { account, userDirectory: `${home}/.config/systemd/user`, systemd: 257, caller };
}

/** What a repair for these paths would make, path by kind. */
function made(ground: InstallGround, ...paths: readonly string[]): readonly string[] {
  return installRepair(paths, ground).repair.steps.map((step) =>
    step.kind === "link"
      ? `${step.path.replace(ground.account.home, "~")} -> ${step.target.replace(ground.account.home, "~")}`
      : step.kind === "file"
        ? step.path.replace(ground.account.home, "~")
        : step.kind,
  );
}

describe("what is put in place", () => {
  test("a unit, with the links that enable would make; a quadlet where its generator looks", () => {
    using folder = scratch();
    const at = (name: string) => `${folder.path}/${name}`;
    writeFileSync(at("pod.service"), unit);
    writeFileSync(
      at("up.timer"),
      "[Timer]\nOnBootSec=1\n[Install]\nWantedBy=timers.target\nRequiredBy=default.target\n",
    );
    writeFileSync(at("t@.service"), unit);
    writeFileSync(at("d@.service"), `${unit}DefaultInstance=one\n`);
    writeFileSync(at("wrong.service"), unit.replace("default", "multi-user"));
    writeFileSync(at("web.container"), "[Container]\nImage=localhost/app:1\n");
    const ground = groundIn("/home/h");
    const user = "~/.config/systemd/user";
    expect(made(ground, at("pod.service"))).toEqual([
      `${user}/pod.service`,
      `${user}/default.target.wants/pod.service -> ${user}/pod.service`,
    ]);
    expect(made(ground, at("up.timer"))).toEqual([
      `${user}/up.timer`,
      `${user}/timers.target.wants/up.timer -> ${user}/up.timer`,
      `${user}/default.target.requires/up.timer -> ${user}/up.timer`,
    ]);
    expect(made(ground, at("t@.service"))).toEqual([`${user}/t@.service`]);
    expect(made(ground, at("d@.service")).at(1)).toBe(
      `${user}/default.target.wants/d@one.service -> ${user}/d@.service`,
    );
    expect(made(ground, at("wrong.service"))).toEqual([`${user}/wrong.service`]);
    expect(made(ground, at("web.container"))).toEqual(["~/.config/containers/systemd/web.container"]);
  });

  test("a folder's units and quadlets, without what is neither, and several paths in one", () => {
    using folder = scratch();
    for (const name of ["b.container", "a.pod", "README.md", ".hidden.service", "unit.service~"])
      writeFileSync(`${folder.path}/${name}`, "[Pod]\n");
    expect(made(groundIn("/home/h"), folder.path)).toEqual([
      "~/.config/containers/systemd/a.pod",
      "~/.config/containers/systemd/b.container",
    ]);
    expect(installRepair([folder.path], groundIn("/home/h")).summary).toBe("put a.pod, b.container in place");
  });

  test("every byte of it, whatever the encoding; the second time there is nothing to do", async () => {
    using folder = scratch();
    using home = scratch();
    const bytes = Buffer.concat([Buffer.from("# "), Buffer.from([0xe9]), Buffer.from("\r\n[Container]\n")]);
    writeFileSync(`${folder.path}/web.container`, bytes);
    writeFileSync(`${folder.path}/pod.service`, `\u{feff}${unit.replaceAll("\n", "\r\n")}`);
    const plan = async () => {
      const { repair } = installRepair([folder.path], groundIn(home.path));
      return planRepairs([resultOf("install", ...repair.steps)], { user: new OwnWriter() });
    };
    for (const step of (await plan())[0]?.steps ?? []) if (step.kind === "change") applyChange(step.change);
    expect(readFileSync(`${home.path}/.config/containers/systemd/web.container`)).toEqual(bytes);
    expect(readFileSync(`${home.path}/.config/systemd/user/pod.service`, "utf8")).toStartWith("\u{feff}[Service]\r\n");
    const was = snapshot(home.path);
    expect(await plan()).toEqual([]);
    expect(snapshot(home.path)).toEqual(was);
  });
});

describe("what cannot be put in place is refused in a sentence", () => {
  test.each<[string, (folder: string) => readonly string[], string]>([
    ["nothing there", (folder) => [`${folder}/none.service`], "/none.service does not exist"],
    ["an empty folder", (folder) => [folder], " holds no unit and no quadlet"],
    ["no unit's name", (folder) => [plant(folder, "notes.txt", "x")], "notes.txt is no name of a unit or of a quadlet"],
    ["an empty file", (folder) => [plant(folder, "pod.service", "")], "/pod.service is empty"],
    [
      "one name twice",
      (folder) => [plant(folder, "pod.service", unit), `${folder}/pod.service`],
      "pod.service is given twice",
    ],
    [
      "a unit that systemd refuses",
      (folder) => [
        plant(folder, "pod.service", "[Service]\nType=oneshot\nExecStart=\n[Install]\nWantedBy=default.target\n"),
      ],
      "systemd would refuse ",
    ],
    [
      "a FIFO",
      (folder) => {
        Bun.spawnSync(["mkfifo", `${folder}/pod.service`]);
        return [`${folder}/pod.service`];
      },
      "/pod.service is not a regular file",
    ],
    [
      "a folder with a unit's name inside",
      (folder) => {
        mkdirSync(`${folder}/pod.service`);
        return [folder];
      },
      "/pod.service is a directory",
    ],
    [
      "a dangling link",
      (folder) => {
        symlinkSync("/none", `${folder}/pod.service`);
        return [folder];
      },
      "/pod.service does not exist",
    ],
    ["a path through a file", (folder) => [`${plant(folder, "a", "")}/pod.service`], "a part of the path is no folder"],
  ])("%s", (_, prepare, message) => {
    using folder = scratch();
    const paths = prepare(folder.path);
    expect(() => installRepair(paths, groundIn("/home/h"))).toThrow(message);
  });
});

function plant(folder: string, name: string, text: string): string {
  writeFileSync(`${folder}/${name}`, text);
  return `${folder}/${name}`;
}

describe.skipIf(!isRoot)("root hands an account nothing that it could not read itself", () => {
  const root = { uid: 0 };

  test("a link to root's secret in a folder of the account's", () => {
    using secrets = scratch("/run");
    using folder = scratch();
    writeFileSync(`${secrets.path}/shadow`, "root:secret\n");
    chmodSync(folder.path, 0o755);
    symlinkSync(`${secrets.path}/shadow`, `${folder.path}/web.container`);
    chownSync(folder.path, 12_345, 12_345);
    for (const path of [folder.path, `${folder.path}/web.container`]) {
      expect(() => installRepair([path], groundIn("/home/h", root))).toThrow(
        `${folder.path}/web.container: permission denied. It was looked at with the rights of stranger, as /tmp is not root's alone`,
      );
    }
    symlinkSync(folder.path, `${secrets.path}/in`);
    expect(() => installRepair([`${secrets.path}/in/web.container`], groundIn("/home/h", root))).toThrow(
      "permission denied",
    );
  });

  test("a file of root's own is read with root's rights, where nobody else could have put it", () => {
    using folder = scratch("/run");
    writeFileSync(`${folder.path}/pod.service`, unit, { mode: 0o600 });
    expect(made(groundIn("/home/h", root), folder.path)).toHaveLength(2);
    chownSync(folder.path, 54_321, 54_321);
    expect(() => installRepair([folder.path], groundIn("/home/h", root))).toThrow("permission denied");
    expect(made(groundIn("/home/h", { uid: 0, sudoUid: 54_321 }), folder.path)).toHaveLength(2);
  });

  test("and it is root again afterwards", () => {
    expect([process.geteuid?.(), process.getegid?.()]).toEqual([0, 0]);
    expect(readdirSync("/root")).toBeArray();
  });
});
