import { expect, test } from "bun:test";
import type { CommandAnswer } from "../host/host.ts";
import { sessionsOf } from "./survey.ts";

const exited = (stdout: string, exit = 0, stderr = ""): CommandAnswer => ({
  outcome: "exited",
  exit,
  stdout,
  stderr,
  truncated: false,
});

/** A logind that has these sessions, by id, and prints each property that is asked for by itself. */
function logind(sessions: Readonly<Record<string, string>>) {
  return {
    run: async (argv: readonly string[]) => {
      if (argv[1] === "show-user") return exited(`Sessions=${Object.keys(sessions).join(" ")}\n`);
      return exited(argv.includes("--property=Class") ? `${sessions[argv.at(-1) ?? ""] ?? ""}\n` : "\n");
    },
  };
}

test("the manager's own session is no login, and what cannot be told from one counts as one", async () => {
  const host = logind({
    c1: "Class=manager\nType=unspecified",
    3: "Class=user\nType=tty\nService=sshd",
    c2: "Class=background\nType=unspecified",
    c3: "",
    c4: "Class=background\nType=unspecified\nService=login\nState=closing",
  });
  const sessions = await sessionsOf(host, 1001);
  if ("unseen" in sessions) throw new Error(sessions.unseen);
  expect(sessions.found.map(({ id, service }) => `${id} ${service}`.trim())).toEqual([
    "3 sshd",
    "c2",
    "c3",
    "c4 login",
  ]);
  expect(sessions.found.map(({ closing }) => closing)).toEqual([false, false, false, true]);
});

test("logind knows no user who is neither logged in nor lingering; another refusal is not no session", async () => {
  const answering = (stderr: string) => ({ run: async () => exited("", 1, stderr) });
  expect(await sessionsOf(answering("Failed to get user: User ID 1001 is not logged in or lingering"), 1001)).toEqual({
    found: [],
  });
  expect(await sessionsOf(answering("Failed to connect to bus: Host is down"), 1001)).toHaveProperty("unseen");
});
