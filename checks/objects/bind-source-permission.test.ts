import { timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/mounted-folder-in-closed-folder";

testCheck("bind-source-permission", {
  finds: [
    {
      host: "mounted-folder-in-closed-folder",
      status: "fail",
      subject: "pod.service",
      because: "it mounts /srv/closed/data, and podder may not pass through a folder on the way there",
      evidence: ["ExecStart=/usr/bin/podman run"],
      fix: ["namei -l"],
      first: true,
    },
  ],
  altered: [
    {
      what: "another owner's folder that may be reached",
      host,
      changes: { stats: { "/srv/closed/data": { kind: "directory", uid: 0, gid: 0, mode: 0o700 } } },
      status: "pass",
    },
    {
      what: "a folder that did not answer",
      host,
      changes: { stats: { "/srv/closed/data": timedOut("/srv/closed/data") } },
      status: "unknown",
    },
  ],
});
