import { createInterface } from "node:readline";
import type { WriterReply, WriterRequest } from "./account-writer-protocol.ts";
import { applyChange } from "./change.ts";
import { lookAt, resolvePath } from "./writer.ts";

/**
 * The child of AccountWriter: becomes the account, then answers one request a line until its input ends.
 *
 * @param words one JSON object with uid, gid and groups
 * @throws where root's rights could not be given up whole; nothing has been touched then
 */
export async function runAccountWriter(words: readonly string[]): Promise<void> {
  const { uid, gid, groups } = JSON.parse(words[0] ?? "") as { uid: number; gid: number; groups: number[] };
  becomeForGood(uid, gid, groups);
  process.umask(0o022);
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(answer(JSON.parse(line) as WriterRequest)));
  }
}

function answer(request: WriterRequest): WriterReply {
  switch (request.ask) {
    case "look":
      return { reply: "look", look: lookAt(request.path) };
    case "resolve":
      return { reply: "resolve", path: resolvePath(request.path) };
    case "change":
      return { reply: "change", outcome: applyChange(request.change) };
  }
}

/** All three ids, and no way back: setuid(2) of root sets the saved uid, too. */
function becomeForGood(uid: number, gid: number, groups: readonly number[]): void {
  const { setgroups, setgid, setuid, getuid, getgid } = process;
  if (!setgroups || !setgid || !setuid || !getuid || !getgid || uid === 0) throw new Error("cannot become the account");
  setgroups([...groups]);
  setgid(gid);
  setuid(uid);
  if (getuid() !== uid || getgid() !== gid || canBecomeRoot(setuid)) throw new Error("root's rights were not given up");
}

function canBecomeRoot(setuid: (id: number) => void): boolean {
  try {
    setuid(0);
    return true;
  } catch {
    return false;
  }
}
