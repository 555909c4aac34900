import { absent, denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const forbidden = "trixie/user-namespaces-forbidden";
const path = "/proc/sys/user/max_user_namespaces";
const stig = "/etc/sysctl.d/60-stig.conf";
const beforeBoot = { uid: 0, gid: 0, modifiedMs: Date.UTC(2025, 0, 1) };
const afterBoot = { uid: 0, gid: 0, modifiedMs: Date.UTC(2026, 0, 1, 11, 50) };
/** One more file of sysctl.d(5), in whatever folder. */
const file = (name: string, text: string, folder = "/etc/sysctl.d") => ({
  lists: { [folder]: [name] },
  files: { [`${folder}/${name}`]: text },
  stats: { [`${folder}/${name}`]: beforeBoot },
});

testCheck("max-user-namespaces-zero", {
  finds: [
    {
      host: "user-namespaces-forbidden",
      status: "fail",
      subject: "podder",
      because: "/etc/sysctl.d/60-stig.conf sets user.max_user_namespaces to 0",
      evidence: ["60-stig.conf:1: user.max_user_namespaces = 0", `${path}: 0`, "user namespaces are not enabled in"],
      fix: ["root: echo user.max_user_namespaces=28633 > /etc/sysctl.d/", "root: sysctl -w"],
      first: true,
    },
    { host: "userns-clone-off", status: "pass" },
  ],
  altered: [
    {
      what: "a small limit is none: podman needs one namespace",
      host: forbidden,
      changes: { files: { [path]: "3\n", [stig]: "user.max_user_namespaces=3\n" } },
      status: "pass",
    },
    {
      what: "a comment sets nothing, and what set it is not known",
      host: forbidden,
      changes: { files: { [stig]: "#user.max_user_namespaces = 0\n; user.max_user_namespaces = 0\n" } },
      status: "warn",
      because: "what set it may do so again",
      evidence: ["no file sets"],
    },
    {
      what: "a later file gives it back, and the boot has not yet",
      host: forbidden,
      changes: file("99-podman.conf", "user.max_user_namespaces=28633\n", "/usr/lib/sysctl.d"),
      status: "fail",
      onlyNow: true,
      fix: ["root: sysctl -w user.max_user_namespaces=28633"],
    },
    {
      what: "a file of the same name in a folder that counts less is hidden",
      host: forbidden,
      changes: file("60-stig.conf", "user.max_user_namespaces=28633\n", "/usr/lib/sysctl.d"),
      status: "fail",
      onlyNow: false,
    },
    {
      what: "the file came after the boot, which has yet to find it",
      host: "trixie/user-namespaces-allowed-again",
      changes: {
        ...file("99-stig.conf", "user.max_user_namespaces=0\n"),
        stats: { "/etc/sysctl.d/99-stig.conf": afterBoot },
      },
      status: "fail",
      onlyNow: false,
      evidence: ["99-stig.conf:1", `${path}: 15000`],
    },
    {
      what: "the boot found the file, and something has raised it since",
      host: "trixie/user-namespaces-allowed-again",
      changes: file("99-stig.conf", "user.max_user_namespaces=0\n"),
      status: "warn",
      because: "nobody can say what raised it to 15000",
    },
    {
      what: "the distribution's file is taken away by a link to /dev/null",
      host: "trixie/user-namespaces-allowed-again",
      changes: {
        lists: { "/etc/sysctl.d": [{ name: "99-stig.conf", kind: "symlink" }], "/usr/lib/sysctl.d": ["99-stig.conf"] },
        files: {
          "/etc/sysctl.d/99-stig.conf": { outcome: "unanswered", reason: "not-regular", detail: "no regular file" },
          "/usr/lib/sysctl.d/99-stig.conf": "user.max_user_namespaces=0\n",
        },
      },
      status: "pass",
    },
    {
      what: "a kernel without it",
      host: forbidden,
      changes: { files: { [path]: absent } },
      status: "not-applicable",
    },
    {
      what: "a file that may not be read may say anything",
      host: forbidden,
      changes: { files: { [stig]: denied(stig) } },
      status: "unknown",
    },
    {
      what: "what is there is no number",
      host: forbidden,
      changes: { files: { [path]: "" } },
      status: "unknown",
    },
  ],
});
