import { describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { firstsOf } from "../scripts/lab/fault.ts";
import { labCases } from "../scripts/lab/faults/index.ts";
import { loadExpected, recordedHosts } from "../src/testing/fixture.ts";
import { checks } from "./index.ts";

/** Checks that are first on no host of the lab, why, and the recorded hosts that show them all the same. */
const neverFirst: Readonly<Record<string, { readonly why: string; readonly host: string }>> = {
  "no-systemd-pid1": { why: "a lab host is booted with systemd", host: "application-container" },
  "not-a-login-session": { why: "it is about who asks: it never keeps a pod from starting", host: "after-su" },
  "stray-text-before-section": { why: "systemd ignores the line: it is at most advice", host: "stray-line" },
  "after-network-online-in-user-unit": {
    why: "the line has no effect: it is at most advice",
    host: "after-network-online",
  },
  "quadlet-systemctl-enable": {
    why: "enable refuses and changes nothing; what is done by hand then works: advice",
    host: "quadlet-linked-by-hand",
  },
  "quadlet-wait-network-timeout": {
    why: "the pod is late, not down: it is at most advice",
    host: "quadlet-waits-for-network",
  },
  "start-limit-hit": { why: "it only follows from what failed: it is at most advice", host: "restarts-given-up" },
  "forking-without-pidfile": { why: "such a unit starts its pod: it is at most advice", host: "forking-with-restart" },
  "misleading-crun-not-found": {
    why: "it says what a message is worth, and nothing of a boot",
    host: "runtime-came-late",
  },
  "boltdb-removed-podman6": {
    why: "no Debian of the lab has podman 6: its hosts are made by hand, of what podman's source says",
    host: "podman-6-held-to-boltdb",
  },
  "selinux-volume-label": {
    why: "no host of the lab has SELinux: its host is made by hand, of what podman and the policy say",
    host: "selinux-volume-without-label",
  },
  "no-user-journal": { why: "it keeps no pod from starting", host: "journal-in-memory" },
};

/** Checks of what only some releases have, and why. */
const onlyOn: Readonly<Record<string, { readonly releases: readonly string[]; readonly why: string }>> = {
  "notify-without-ready": {
    releases: ["trixie"],
    why: "in a container of a hybrid machine bookworm's pod outlives its failed unit, so that no recording is steady",
  },
  "boltdb-removed-podman6": { releases: ["trixie"], why: "its hosts are made by hand, one release of them is enough" },
  "wrong-network-cmd-after-upgrade": { releases: ["trixie"], why: "bookworm's podman 4.3.1 has CNI and slirp4netns" },
  "selinux-volume-label": { releases: ["trixie"], why: "its host is made by hand, one release of it is enough" },
  ...Object.fromEntries(
    [
      "quadlet-bad-reference",
      "quadlet-invalid-service-keys",
      "quadlet-no-install-section",
      "quadlet-one-bad-file-kills-directory",
      "quadlet-systemctl-enable",
      "quadlet-unknown-key-or-section",
      "quadlet-wait-network-timeout",
      "quadlet-wantedby-multi-user",
      "quadlet-wrong-directory",
    ].map((id) => [id, { releases: ["trixie"], why: "bookworm's podman 4.3.1 has no quadlets" }]),
  ),
};

/** Checks without a healthy look-alike among the lab's cases, and the recorded host that takes its place. */
const withoutLookAlike: Readonly<Record<string, { readonly why: string; readonly host: string }>> = {
  "no-systemd-pid1": { why: "nothing looks like it", host: "seed" },
  "runtime-dir-missing": { why: "a directory that is there looks like no other", host: "seed" },
  "misleading-crun-not-found": { why: "a podman that has missed nothing says nothing", host: "seed" },
  "daemon-reload-missing": { why: "a manager that has read the file", host: "seed" },
};

describe.each(checks.map(({ id, group }) => ({ id, group })))("$id", ({ id, group }) => {
  test("is first in a fault of the lab, or says why in none", () => {
    const first = labCases.some((labCase) => labCase.kind === "fault" && firstsOf(labCase).includes(id));
    expect(first).toBe(!(id in neverFirst));
  });

  test("is found on a recorded host, on each release where it is recorded", () => {
    const hosts = recordedHosts().filter((host) =>
      Object.values(loadExpected(host)).some(({ results }) =>
        results.some(
          ([check, , status]) => check === id && (status === "fail" || status === "warn" || status === "advice"),
        ),
      ),
    );
    expect(hosts.length).toBeGreaterThan(0);
    const exception = neverFirst[id];
    if (exception) expect(hosts.map((host) => host.split("/")[1])).toContain(exception.host);
    for (const release of onlyOn[id]?.releases ?? ["trixie", "bookworm"])
      expect(hosts.some((host) => host.startsWith(release))).toBe(true);
  });

  test("has a healthy look-alike", () => {
    const alike = labCases.some((labCase) => labCase.kind === "healthy" && labCase.looksLike.includes(id));
    const exception = withoutLookAlike[id];
    expect(alike).toBe(exception === undefined);
    if (exception) expect(recordedHosts().some((host) => host.endsWith(`/${exception.host}`))).toBe(true);
  });

  test("has a test beside it", () => {
    expect(existsSync(`${import.meta.dir}/${group}/${id}.test.ts`)).toBe(true);
  });
});

test("the exceptions are of checks that there are", () => {
  const ids = checks.map(({ id }) => id);
  for (const id of [neverFirst, withoutLookAlike, onlyOn].flatMap(Object.keys)) expect(ids).toContain(id);
});

test("the lab names only checks that there are", () => {
  const ids = checks.map(({ id }) => id);
  for (const labCase of labCases) {
    const named = labCase.kind === "healthy" ? labCase.looksLike : [...firstsOf(labCase), ...(labCase.also ?? [])];
    for (const id of named) expect(ids).toContain(id);
  }
});
