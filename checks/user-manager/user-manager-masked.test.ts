import { timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

/** The answer of `systemctl show` for the three units, with one of them masked. */
function masked(unit: string) {
  return {
    commands: {
      "systemctl show": ({ stdout }: { readonly stdout: string }) => ({
        stdout: stdout
          .split("\n\n")
          .map((block) =>
            block.includes(`Id=${unit}`) ? block.replace("LoadState=loaded", "LoadState=masked") : block,
          )
          .join("\n\n"),
      }),
    },
  };
}

testCheck("user-manager-masked", {
  finds: [
    ...["user-manager-masked-for-one", "user-manager-masked-for-all"].map((host) => ({
      host,
      status: "fail" as const,
      subject: "podder",
      because: "user@1001.service is masked, so systemd never starts podder's user manager",
      evidence: ["systemctl show user@1001.service -p LoadState: LoadState=masked"],
      fix: ["root: systemctl unmask user@1001.service user@.service", "root: systemctl start user@1001.service"],
      first: true,
    })),
  ],
  quietOn: ["seed", "linger-off", "user-bus-masked", "runtime-dir-fails"],
  altered: [
    {
      what: "logind is masked",
      changes: masked("systemd-logind.service"),
      status: "fail",
      because: "systemd-logind.service is masked",
      fix: ["root: systemctl unmask systemd-logind.service"],
      first: true,
    },
    {
      what: "the runtime directory's service is masked",
      changes: masked("user-runtime-dir@1001.service"),
      status: "fail",
      because: "user-runtime-dir@1001.service",
    },
    {
      what: "systemd does not answer",
      changes: { commands: { "systemctl show": timedOut("systemctl show") } },
      status: "unknown",
    },
    {
      what: "systemctl refuses",
      changes: { commands: { "systemctl show": { exit: 1, stdout: "", stderr: "Failed to connect to bus\n" } } },
      status: "unknown",
      summary: "Failed to connect to bus",
    },
    {
      what: "systemctl says less than was asked",
      changes: { commands: { "systemctl show": { stdout: "Id=x\nLoadState=loaded\n" } } },
      status: "unknown",
    },
  ],
});
