import { describe, expect, test } from "bun:test";
import { testCheck } from "../../src/testing/check-test.ts";
import { meantValue } from "./execstart-not-absolute.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const running = (line: string) => ({ files: { [unit]: (text: string) => text.replace(/^ExecStart=.*$/m, line) } });

testCheck("execstart-not-absolute", {
  finds: [
    {
      host: "execstart-tilde",
      status: "fail",
      subject: "pod.service",
      because: 'its ExecStart= begins with "~/bin/podman"',
      evidence: [`${unit}:9: ExecStart=~/bin/podman pod start web`, "LoadState=bad-setting"],
      fix: [`user: In ${unit}, line 9: write ExecStart=%h/bin/podman pod start web.`],
      first: true,
    },
    {
      host: "execstart-home-variable",
      status: "fail",
      subject: "pod.service",
      because: 'its ExecStart= begins with "$HOME/bin/start.sh"',
      fix: ["write ExecStart=%h/bin/start.sh podman."],
      first: true,
    },
    { host: "unit-masked", status: "blocked", blockedBy: ["unit-masked-or-empty"] },
  ],
  quietOn: ["seed", "exec-prefixes", "script-in-home", "two-execstart-lines"],
  altered: [
    {
      what: "a path from where one stands",
      changes: running("ExecStart=bin/podman pod start web"),
      status: "fail",
      because: '"bin/podman"',
      fix: ["write the absolute path"],
    },
    {
      what: "the shell's own tilde",
      changes: running("ExecStart=/bin/sh -c '~/bin/podman pod start web'"),
      status: "pass",
    },
    {
      what: "a prefix is no part of the path",
      changes: running("ExecStart=-/usr/bin/podman pod start web"),
      status: "pass",
    },
    { what: "a prefix before a tilde", changes: running("ExecStart=-~/bin/podman pod start web"), status: "pass" },
    { what: "a bare name is looked up", changes: running("ExecStart=podman pod start web"), status: "pass" },
  ],
});

describe("what was meant by a relative path", () => {
  test.each([
    ["~/bin/x a", "%h/bin/x a"],
    ["$HOME/bin/x", "%h/bin/x"],
    ["$" + "{HOME}/bin/x", "%h/bin/x"],
    ["-@~/bin/x", "-@%h/bin/x"],
    ["~other/bin/x", undefined],
    ["$HOMEx/bin/x", undefined],
    ["bin/x", undefined],
    ["/bin/x ~/y", undefined],
  ])("%s is %s", (raw, meant) => {
    expect(meantValue(raw)).toBe(meant as string);
  });
});
