import { timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/cache-of-roots";
const space = (stdout: string) => ({ commands: { "stat -f": { stdout, exit: 0 } } });

testCheck("disk-full", {
  finds: [
    {
      host: "disk-is-full",
      status: "fail",
      subject: "podder",
      because: "is full, so podman cannot write down the state of its containers",
      evidence: ["0 MiB of 1024 MiB available to podder"],
      fix: ["user: Make room"],
      first: true,
    },
    {
      host: "no-inodes",
      status: "fail",
      because: "has no free inode",
      evidence: ["0 of 100000 inodes free"],
      first: true,
    },
    { host: "disk-nearly-full", status: "pass" },
    { host: "cache-of-roots", status: "pass" },
  ],
  altered: [
    { what: "one block is left", host, changes: space("1 1000 4096 10 100\n"), status: "pass" },
    { what: "what is left is root's", host, changes: space("0 1000 4096 10 100\n"), status: "fail" },
    { what: "btrfs counts no inodes", host, changes: space("5 1000 4096 0 0\n"), status: "pass" },
    { what: "stat says something else", host, changes: space("?\n"), status: "unknown" },
    {
      what: "the file system hangs",
      host,
      changes: { commands: { "stat -f": timedOut("stat -f") } },
      status: "unknown",
    },
  ],
});
