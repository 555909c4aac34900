import { testCheck } from "../../src/testing/check-test.ts";

const service = "/usr/lib/systemd/user/podman-restart.service";

testCheck("unless-stopped-not-covered", {
  finds: [
    {
      host: "restart-unless-stopped",
      status: "fail",
      subject: "podder",
      because: "the container web-app has the restart policy unless-stopped",
      evidence: ["web-app: unless-stopped", "--filter restart-policy=always"],
      first: true,
    },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["seed", "quadlet-pod"],
  altered: [
    {
      what: "podman 5.8 asks for what should start",
      host: "trixie/restart-unless-stopped",
      changes: {
        files: { [service]: (text) => text.replaceAll("restart-policy=always", "should-start-on-boot=true") },
      },
      status: "pass",
    },
  ],
});
