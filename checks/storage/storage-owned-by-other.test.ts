import { denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/cache-of-roots";
const root = "/home/podder/.local/share/containers/storage";
const ofRoots = { uid: 0, gid: 0 };

testCheck("storage-owned-by-other", {
  finds: [
    {
      host: "storage-of-roots",
      status: "fail",
      subject: "podder",
      because: `${root} belongs to root, so podman cannot open its storage`,
      evidence: [`${root}: directory, mode 0700, owner 0:0`],
      fix: [`root: chown -h podder: ${root}`],
      first: true,
    },
    { host: "database-of-roots", status: "fail", evidence: ["owner 0:0"], first: true },
    { host: "cache-of-roots", status: "pass" },
    { host: "home-missing", status: "not-applicable" },
  ],
  quietOn: ["no-subordinate-ids"],
  altered: [
    {
      what: "a lock of root's",
      host,
      changes: { stats: { [`${root}/storage.lock`]: ofRoots } },
      status: "fail",
      because: "storage.lock belongs to root",
    },
    {
      what: "root's, and open to everybody by its mode",
      host,
      changes: { stats: { [`${root}/libpod`]: { ...ofRoots, mode: 0o777, kind: "directory" } } },
      status: "pass",
    },
    {
      what: "of a group of the account's that may write",
      host,
      changes: { stats: { [`${root}/libpod`]: { uid: 0, gid: 1001, mode: 0o770, kind: "directory" } } },
      status: "pass",
    },
    {
      what: "the account's configuration folder is root's and closed",
      host,
      changes: { stats: { "/home/podder/.config/containers": { ...ofRoots, mode: 0o700, kind: "directory" } } },
      status: "fail",
    },
    {
      what: "the account's configuration folder is root's and may be read",
      host,
      changes: { stats: { "/home/podder/.config/containers": { ...ofRoots, mode: 0o755, kind: "directory" } } },
      status: "pass",
    },
    {
      what: "a storage elsewhere, that nobody looked at",
      host,
      changes: { files: { "/home/podder/.config/containers/storage.conf": '[storage]\ngraphroot = "$HOME/pods"\n' } },
      status: "unknown",
      summary: "/home/podder/pods",
    },
    {
      what: "the account cannot see into it, and nothing above is somebody else's",
      host,
      changes: { stats: { [root]: denied(root) } },
      status: "unknown",
    },
    { what: "the disk does not answer", host, changes: { lists: { [root]: timedOut(root) } }, status: "unknown" },
  ],
});
