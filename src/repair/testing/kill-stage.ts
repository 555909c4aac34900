import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import type { Result } from "../../diagnosis/engine.ts";
import type { CommandAnswer, Host, Identity } from "../../host/host.ts";
import { type AppliedRepair, applyRepair, type Ground } from "../apply.ts";
import { type FaultPoint, removeLeftovers } from "../change.ts";
import { planRepairs } from "../plan.ts";
import { isUndoable, newRecord, Recorder, readRecords } from "../record.ts";
import { dropIn, enableLink } from "../repair.ts";
import { type UndoneEntry, undoRepair } from "../undo.ts";
import { OwnWriter } from "../writer.ts";
import { resultOf } from "./ground.ts";

/** A home with something to mend by every kind of step, and the state directory beside it. */
export function setStage(root: string): void {
  const user = `${root}/home/.config/systemd/user`;
  mkdirSync(`${user}/default.target.wants`, { recursive: true });
  mkdirSync(`${root}/home/.config/systmd`);
  writeFileSync(`${user}/pod.service`, "[Service]\r\nExecStart=a\r\n");
  chmodSync(`${user}/pod.service`, 0o640);
  symlinkSync("/gone", `${user}/default.target.wants/gone.service`);
  symlinkSync("/old", `${user}/default.target.wants/pod.service`);
  writeFileSync(`${root}/home/.config/systmd/web.service`, "[Service]\nExecStart=b\n");
  writeFileSync(`${root}/home/run.sh`, "#!/bin/sh\n");
  chmodSync(`${root}/home/run.sh`, 0o644);
}

/** What checks would find on the stage as it is now: an edit and a move are asked for only where they are still needed. */
function findings(root: string): readonly Result[] {
  const user = `${root}/home/.config/systemd/user`;
  const stray = `${root}/home/.config/systmd/web.service`;
  const edits = [{ line: 2, from: "ExecStart=a", to: "ExecStart=/bin/a" }];
  const isEdited = readFileSync(`${user}/pod.service`, "utf8").includes("ExecStart=/bin/a");
  return [
    resultOf("folder", { kind: "directory", as: "user", path: `${root}/home/.local/share/made` }),
    resultOf(
      "unit",
      dropIn(user, "pod.service", "unit", ["[Service]", "RemainAfterExit=yes"]),
      ...(isEdited ? [] : [{ kind: "edit", as: "user", path: `${user}/pod.service`, edits } as const]),
      enableLink(user, "pod.service", "../pod.service"),
      { kind: "remove", as: "user", path: `${user}/default.target.wants/gone.service` },
    ),
    ...(existsSync(stray)
      ? [resultOf("stray", { kind: "move", as: "user", from: stray, to: `${user}/web.service` })]
      : []),
    resultOf("script", { kind: "mode", as: "user", path: `${root}/home/run.sh`, mode: 0o755 }),
    ...(existsSync(`${root}/home/linger`)
      ? []
      : [
          resultOf("linger", {
            kind: "command",
            as: "user",
            argv: ["touch", `${root}/home/linger`],
            undo: ["rm", "-f", `${root}/home/linger`],
          }),
        ]),
  ];
}

function groundOf(root: string, recorder: Recorder, fault: FaultPoint): Ground {
  const host: Pick<Host, "run" | "stat"> = {
    async run(argv): Promise<CommandAnswer> {
      const isReal = argv[0] === "touch" || argv[0] === "rm";
      const exit = isReal ? Bun.spawnSync([...argv]).exitCode : 0;
      return { outcome: "exited", exit, stdout: "", stderr: "", truncated: false };
    },
    async stat() {
      return { outcome: "absent" };
    },
  };
  return { host: host as Host, account: accountOf(root), writers: { user: new OwnWriter(fault) }, recorder };
}

function accountOf(root: string): Identity {
  return { name: "podder", uid: 1001, gid: 1001, groups: [1001], home: `${root}/home` };
}

/** Mends the stage once, as `fix` does. */
export async function mendStage(root: string, fault: FaultPoint = () => {}): Promise<readonly AppliedRepair[]> {
  const state = `${root}/state`;
  removeLeftovers(state);
  const recorder = new Recorder(state, newRecord(state, accountOf(root), new Date()), fault);
  const ground = groundOf(root, recorder, fault);
  const applied: AppliedRepair[] = [];
  for (const repair of await planRepairs(findings(root), ground.writers)) {
    if (repair.obstacle !== undefined) throw new Error(repair.obstacle);
    applied.push(await applyRepair(repair, ground));
  }
  return applied;
}

/** Takes back every repair of the stage, the newest first, as `undo` does each time it is called. */
export async function unmendStage(root: string, fault: FaultPoint = () => {}): Promise<readonly UndoneEntry[]> {
  const undone: UndoneEntry[] = [];
  for (const record of readRecords(`${root}/state`).records.filter(isUndoable)) {
    undone.push(...(await undoRepair(groundOf(root, new Recorder(`${root}/state`, record, fault), fault))));
  }
  return undone;
}

/** Counts writes, and ends the process at one of them as a power cut would. */
export function killAt(point: number): FaultPoint {
  let count = 0;
  return () => {
    count += 1;
    if (count === point) process.kill(process.pid, "SIGKILL");
  };
}
