import { absent } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const named = "/run/user/1001/containers/auth.json";
const pulled = "trixie/image-pulled-at-boot";

testCheck("registry-auth-lost-at-reboot", {
  finds: [
    {
      host: "authfile-in-runtime-dir",
      status: "fail",
      subject: "pod.service",
      because: "its --authfile /run/user/1001/containers/auth.json does not exist, and podman then starts nothing",
      fix: ["user: podman login --authfile /home/podder/.config/containers/auth.json"],
      first: true,
    },
    { host: "image-pulled-at-boot", status: "pass" },
  ],
  altered: [
    {
      what: "a named file that is there until the reboot",
      host: "trixie/authfile-in-runtime-dir",
      changes: { stats: { [named]: { mode: 0o600 } } },
      status: "fail",
      because: "lies below /run, which is empty after a boot",
    },
    { what: "a login of this boot's", host: pulled, changes: { stats: { [named]: { mode: 0o600 } } }, status: "warn" },
    {
      what: "a login that lasts, too",
      host: pulled,
      changes: { stats: { [named]: { mode: 0o600 }, "/home/podder/.config/containers/auth.json": { mode: 0o600 } } },
      status: "pass",
    },
    {
      what: "no login at all",
      host: pulled,
      changes: { stats: { [named]: absent } },
      status: "pass",
    },
  ],
});
