import { describe, expect, test } from "bun:test";
import type { Exited, FileAnswer, Host, StatAnswer } from "../host/host.ts";
import { alteredHost, type Changes } from "../testing/altered-host.ts";
import { diagnoseHost } from "../testing/fixture.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const afterBoot = Date.parse("2026-01-01T11:45:00Z");

const program: StatAnswer = {
  outcome: "present",
  kind: "file",
  mode: 0o755,
  uid: 0,
  gid: 0,
  size: 100,
  modifiedMs: 0,
};

/** The seed host, where what nobody looked at when it was recorded does not exist, but for the distribution's own. */
function hostWith(changes: Changes): Host {
  const host = alteredHost("trixie/seed", changes);
  return {
    run: (...asked) => host.run(...asked),
    read: async (...asked) => {
      const answer = await host.read(...asked);
      return isUnasked(answer) ? { outcome: "absent" } : answer;
    },
    list: (...asked) => host.list(...asked),
    caller: () => host.caller(),
    now: () => host.now(),
    stat: async (path, options) => {
      for (const follow of [options?.follow ?? false, true]) {
        const answer = await host.stat(path, { ...options, follow });
        if (!isUnasked(answer)) return answer;
      }
      return path.startsWith("/usr/") ? program : { outcome: "absent" };
    },
  };
}

function isUnasked(answer: StatAnswer | FileAnswer): boolean {
  return answer.outcome === "unanswered" && answer.reason === "not-recorded";
}

/** What systemd and podman said of pod.service in this boot; up to the start that the recording has. */
const said = (...messages: readonly (readonly [identifier: string, message: string])[]): Changes["commands"] => ({
  "USER_UNIT=pod.service": ({ stdout }: Exited) => ({
    stdout: `${messages
      .map(([identifier, message], at) =>
        JSON.stringify({
          __REALTIME_TIMESTAMP: String(1767267019000000 + at * 10_000),
          MESSAGE: message,
          SYSLOG_IDENTIFIER: identifier,
          USER_UNIT: "pod.service",
        }),
      )
      .join("\n")}\n${stdout}`,
  }),
});

const failure = [
  ["systemd", "Starting pod.service - web pod..."],
  ["systemd", "pod.service: Control process exited, code=exited, status=7/NOTRUNNING"],
  ["systemd", "pod.service: Failed with result 'exit-code'."],
  ["systemd", "Failed to start pod.service - web pod."],
] as const;
const failed = said(...failure);

/** It was started when default.target had long been reached. */
const byHand = {
  "pod.service": { InactiveExitTimestampMonotonic: "90000000", ActiveEnterTimestampMonotonic: "91000000" },
};

const verdictOn = async (changes: Changes, assume: readonly string[] = []) =>
  (await diagnoseHost(hostWith(changes), { selection: { only: [], skip: [], assume } })).verdict;

describe("a boot that failed for a reason that nobody knows", () => {
  test("puts the next one at risk where nothing was changed since, and says so", async () => {
    const verdict = await verdictOn({ commands: failed ?? {} });
    expect(verdict).toMatchObject({ lastBoot: "failed", nextBoot: "at-risk", causes: [] });
    expect(verdict.sentence).toBe(
      "pod.service may not start at the next boot: at this boot it failed: systemd said: pod.service: Control process exited, code=exited, status=7/NOTRUNNING. Why was not found, and nothing that it hangs on was changed since.",
    );
  });

  test.each<[string, Changes]>([
    ["its unit was edited", { stats: { [unit]: { modifiedMs: afterBoot } } }],
    ["its unit was given to somebody else, or moved there", { stats: { [unit]: { changedMs: afterBoot } } }],
    [
      "a drop-in of the manager's was made",
      { stats: { "/etc/systemd/system": { kind: "directory", modifiedMs: afterBoot } } },
    ],
    [
      "a container was removed, or an image pulled",
      {
        stats: {
          "/home/podder/.local/share/containers/storage/overlay-containers/containers.json": {
            modifiedMs: afterBoot,
            changedMs: afterBoot,
          },
        },
      },
    ],
    ["a package was installed", { stats: { "/var/lib/dpkg/status": { modifiedMs: afterBoot } } }],
  ])("is mended where %s since", async (_, changes) => {
    const verdict = await verdictOn({ ...changes, commands: failed ?? {} });
    expect(verdict).toMatchObject({ lastBoot: "failed", nextBoot: "will-start", causes: [] });
    expect(verdict.sentence).toContain("as far as can be seen; at this boot it failed");
  });

  test("is none where podman said why, and that is so no more", async () => {
    const known = said(["podman", "Error: statfs /srv/data: no such file or directory"], ...failure);
    expect(await verdictOn({ commands: known ?? {} })).toMatchObject({ lastBoot: "failed", nextBoot: "will-start" });
  });

  test("is not claimed where a file could not be looked at", async () => {
    const denied = { outcome: "unanswered", reason: "denied", detail: "permission denied" } as const;
    const verdict = await verdictOn({ commands: failed ?? {}, stats: { "/etc/pam.d": denied } });
    expect(verdict.nextBoot).toBe("will-start");
  });

  test("is not spoken of where a cause is assumed to be mended", async () => {
    const changes: Changes = { commands: failed ?? {}, gone: ["/var/lib/systemd/linger/podder"] };
    const verdict = await verdictOn(changes, ["linger-not-enabled", "runtime-dir-missing"]);
    expect(verdict.nextBoot).not.toBe("at-risk");
  });
});

describe("a pod that somebody started after the boot", () => {
  test("was not started by it, and may not be by the next", async () => {
    const verdict = await verdictOn({ shown: byHand });
    expect(verdict).toMatchObject({ lastBoot: "not-attempted", nextBoot: "at-risk" });
    expect(verdict.sentence).toContain("at this boot nothing tried to start it. Why was not found");
  });

  test("has its first boot before it where its unit is younger than this one", async () => {
    const verdict = await verdictOn({ shown: byHand, stats: { [unit]: { modifiedMs: afterBoot } } });
    expect(verdict).toMatchObject({ lastBoot: "not-attempted", nextBoot: "will-start" });
  });

  test("or again, when the journal has lost the boot's lines, may have been started by the boot", async () => {
    const again = {
      "pod.service": { ...byHand["pod.service"], InactiveEnterTimestampMonotonic: "89000000" },
    };
    const commands = { "USER_UNIT=pod.service": { stdout: "" } };
    expect(await verdictOn({ shown: again, commands })).toMatchObject({ lastBoot: "unknown", nextBoot: "will-start" });
  });

  test("and that the boot had started before was started by the boot", async () => {
    const earlier = said(
      ["systemd", "Starting pod.service - web pod..."],
      ["systemd", "Started pod.service - web pod."],
      ["systemd", "Stopping pod.service - web pod..."],
      ["systemd", "Stopped pod.service - web pod."],
    );
    const again = {
      "pod.service": { InactiveExitTimestampMonotonic: "11000000", ActiveEnterTimestampMonotonic: "11500000" },
    };
    expect(await verdictOn({ shown: again, commands: earlier ?? {} })).toMatchObject({ lastBoot: "started" });
  });
});

test("a pod that is still starting is neither down nor up", async () => {
  const shown = {
    "pod.service": { ActiveState: "activating", SubState: "start-pre", ActiveEnterTimestampMonotonic: "0" },
  };
  const commands = { "USER_UNIT=pod.service": { stdout: "" } };
  const verdict = await verdictOn({ shown, commands });
  expect(verdict).toMatchObject({ lastBoot: "unknown", nextBoot: "unknown" });
  expect(verdict.sentence).toContain("pod.service is still starting");
});
