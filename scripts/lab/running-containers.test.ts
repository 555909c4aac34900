import { expect, test } from "bun:test";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { containersAmong } from "./running-containers.ts";

async function withProcess(argv: string[], look: (pid: number) => void): Promise<void> {
  const child = Bun.spawn(argv, { stdin: "pipe", stdout: "pipe" });
  await child.stdout.getReader().read();
  look(child.pid);
  child.kill();
  await child.exited;
}

const NAMED = ["--api-version", "1", "-c", "0a1b", "-n", "web-app"];

function started(argv0: string, script: string): string[] {
  const file = `${mkdtempSync(`${tmpdir()}/poddoctor-`)}/script`;
  writeFileSync(file, script);
  return ["bash", "-c", 'exec -a "$0" bash "$@"', argv0, file, ...NAMED];
}

test("a conmon with a living child is a running container", async () => {
  await withProcess(started("conmon", "sleep 60 & echo ready; wait"), (pid) => {
    expect(containersAmong([pid])).toEqual([{ id: "0a1b", name: "web-app", uid: process.getuid?.() ?? -1 }]);
  });
});

test("a conmon without a child, and a program of another name, are not", async () => {
  await withProcess(started("conmon", "echo ready; read"), (pid) => expect(containersAmong([pid])).toEqual([]));
  await withProcess(started("other", "sleep 60 & echo ready; wait"), (pid) =>
    expect(containersAmong([pid])).toEqual([]),
  );
});
