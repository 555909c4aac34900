import { describe, expect, test } from "bun:test";
import { checks } from "../../checks/index.ts";
import { classify } from "./classifier.ts";
import { exitMeaning, statusMeaning, systemdStatuses } from "./process-exit.ts";

// Each as journalctl printed it on a booted bookworm (systemd 252); trixie (257) words them alike.
describe("what systemd says of an end", () => {
  test.each([
    ["x.service: Main process exited, code=exited, status=200/CHDIR", "workingdirectory-missing"],
    ["x.service: Failed at step CHDIR spawning /bin/true: No such file or directory", "workingdirectory-missing"],
    ["x.service: Control process exited, code=exited, status=203/EXEC", "exec-missing"],
    ["x.service: Failed at step EXEC spawning /home/podder/crlf.sh: No such file or directory", "exec-bad-script"],
    ["x.service: Main process exited, code=exited, status=209/STDOUT", "stdout-path-missing"],
    ["x.service: Main process exited, code=exited, status=211/IOPRIO", "privileged-directives"],
    ["x.service: Main process exited, code=exited, status=214/SETSCHEDULER", "privileged-directives"],
    ["x.service: Failed at step GROUP spawning /bin/true: Operation not permitted", "user-directive-in-user-unit"],
    ["x.service: Main process exited, code=exited, status=217/USER", "user-directive-in-user-unit"],
    ["x.service: Main process exited, code=exited, status=218/CAPABILITIES", "privileged-directives"],
    ["x.service: Main process exited, code=exited, status=222/STDERR", "stdout-path-missing"],
    ["user@1001.service: Main process exited, code=exited, status=224/PAM", "user-manager-account-expired"],
    [
      "user@1001.service: Failed at step PAM spawning /lib/systemd/systemd: Operation not permitted",
      "user-manager-password-expired",
    ],
    ["x.service: Main process exited, code=exited, status=225/NETWORK", "sandbox-directive-blocks-newuidmap"],
    ["x.service: Main process exited, code=exited, status=226/NAMESPACE", "privileged-directives"],
    ["x.service: Main process exited, code=exited, status=239/CACHE_DIRECTORY", "home-permissions"],
    ["x.service: Main process exited, code=exited, status=243/CREDENTIALS", "privileged-directives"],
  ])("%s speaks for %s", (message, check) => {
    expect(classify(message)).toMatchObject({ checks: expect.arrayContaining([check]), tells: "cause" });
  });

  test.each([
    ["x.service: Main process exited, code=exited, status=208/STDIN", "StandardInput="],
    ["x.service: Control process exited, code=exited, status=125/n/a", "podman itself failed"],
    ["x.service: Main process exited, code=exited, status=126/n/a", "may not be run"],
    ["x.service: Main process exited, code=exited, status=127/n/a", "not found"],
    ["x.service: Main process exited, code=exited, status=137/n/a", "SIGKILL"],
    ["x.service: Main process exited, code=killed, status=9/KILL", "memory ran out"],
    ["x.service: Main process exited, code=dumped, status=11/SEGV", "SIGSEGV"],
    ["x.service: Main process exited, code=killed, status=31/SYS", "filter"],
  ])("%s is told as …%s…", (message, words) => {
    expect(exitMeaning(message)?.meaning).toContain(words);
  });

  test.each([
    "x.service: Main process exited, code=exited, status=0/SUCCESS",
    "x.service: Main process exited, code=exited, status=1/FAILURE",
    "x.service: Main process exited, code=exited, status=3/NOTIMPLEMENTED",
    "x.service: Failed with result 'exit-code'.",
    // A program's own status, of a systemd that has no name for it.
    "x.service: Main process exited, code=exited, status=243/n/a",
    "code=203",
  ])("%s is told in no other words", (message) => {
    expect(exitMeaning(message)).toBeUndefined();
  });
});

test("each status of systemd's own has words, and the line that names it alone is read", () => {
  expect(systemdStatuses.map(([status]) => status)).toEqual(
    Array.from({ length: 44 }, (_, index) => 200 + index).filter((status) => status !== 223 && status !== 234),
  );
  for (const [status, name] of systemdStatuses) {
    const read = classify(`x.service: Main process exited, code=exited, status=${status}/${name}`);
    expect(read?.meaning).toBe(statusMeaning(status) ?? "");
  }
});

test("a status leads to each check of the registry that its cause has", () => {
  const known = new Set(checks.map(({ id }) => id));
  const led = systemdStatuses.flatMap(
    ([status, name]) => exitMeaning(`x: Main process exited, code=exited, status=${status}/${name}`)?.checks ?? [],
  );
  for (const id of [
    "exec-missing",
    "user-directive-in-user-unit",
    "user-manager-account-expired",
    "runtime-dir-missing",
  ]) {
    expect(known.has(id)).toBe(true);
    expect(led).toContain(id);
  }
});
