import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const setting = (lines: string) => ({
  files: { [unit]: (text: string) => text.replace("[Service]", `[Service]\n${lines}`) },
});
const on257 = "trixie/cache-of-roots";
const on252 = "bookworm/cache-of-roots";

testCheck("sandbox-directive-blocks-newuidmap", {
  finds: [
    {
      host: "no-new-privileges",
      status: "fail",
      subject: "pod.service",
      because: "its NoNewPrivileges=yes takes from podman the privilege to map the account's ids",
      evidence: ["pod.service:7: NoNewPrivileges=yes"],
      fix: ["user: Take NoNewPrivileges= out of"],
      first: true,
    },
    { host: "private-tmp-on-257", status: "fail", because: "its PrivateTmp=yes", first: true },
    { host: "private-tmp-on-252", status: "pass" },
    { host: "harmless-sandbox", status: "pass" },
  ],
  quietOn: ["cache-of-roots", "newuidmap-not-setuid"],
  altered: [
    ...[
      "ProtectSystem=full",
      "ProtectHome=read-only",
      "PrivateNetwork=yes",
      "ReadWritePaths=/home",
      "BindPaths=/opt",
    ].flatMap((line) => [
      { what: `${line} on systemd 257`, host: on257, changes: setting(line), status: "fail" as const },
      { what: `${line} on systemd 252`, host: on252, changes: setting(line), status: "pass" as const },
    ]),
    ...[
      "SystemCallFilter=@system-service",
      "RestrictNamespaces=yes",
      "RestrictAddressFamilies=AF_UNIX AF_INET",
      "PrivateUsers=yes",
    ].flatMap((line) =>
      [on257, on252].map((host) => ({
        what: `${line} on ${host}`,
        host,
        changes: setting(line),
        status: "fail" as const,
      })),
    ),
    ...[
      "NoNewPrivileges=no",
      "ProtectSystem=false",
      "PrivateTmp=yes\nPrivateTmp=no",
      "SystemCallFilter=@a\nSystemCallFilter=",
    ].map((line) => ({ what: `${line}: taken back`, host: on257, changes: setting(line), status: "pass" as const })),
  ],
});
