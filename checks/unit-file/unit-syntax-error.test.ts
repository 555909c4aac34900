import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const edited = (change: (text: string) => string, shown: Record<string, string> = { NeedDaemonReload: "yes" }) => ({
  files: { [unit]: change },
  shown: { "pod.service": shown },
});

testCheck("unit-syntax-error", {
  finds: [
    {
      host: "misspelt-service-section",
      status: "fail",
      subject: "pod.service",
      because: "line 6 says [Servce], and [Service] was meant",
      evidence: [`${unit}:`, "LoadState=bad-setting"],
      fix: [`user: In ${unit}, line `, "write Service in place of Servce"],
      first: true,
    },
    {
      host: "misspelt-execstart",
      status: "fail",
      subject: "pod.service",
      because: "line 9 says ExecStrat=, and ExecStart= was meant",
      fix: ["write ExecStart in place of ExecStrat"],
      first: true,
    },
    {
      host: "broken-section-header",
      status: "fail",
      subject: "pod.service",
      because: "systemd cannot load its unit file",
      evidence: ["LoadState=error"],
      first: true,
    },
    {
      host: "two-execstart-lines",
      status: "fail",
      subject: "pod.service",
      because: "systemd cannot load its unit file",
      first: true,
    },
    { host: "unknown-key", status: "advice", subject: "pod.service", summary: "Did you mean RestartSec?" },
  ],
  quietOn: ["quadlet-pod", "no-install-section"],
  altered: [
    {
      what: "the file is broken since the manager read it: the file counts",
      changes: edited((text) => text.replace("[Service]", "[Servce]")),
      status: "fail",
      subject: "pod.service",
    },
    {
      what: "the file was mended since the manager read it: the file counts",
      host: "trixie/misspelt-service-section",
      changes: edited((text) => text.replace("[Servce]", "[Service]"), {
        NeedDaemonReload: "yes",
        LoadState: "bad-setting",
      }),
      status: "pass",
      subject: "pod.service",
    },
    {
      what: "a complaint about a key is advice while the manager has the unit loaded",
      changes: edited((text) => text.replace("Type=forking", "Tpye=forking"), { NeedDaemonReload: "no" }),
      status: "advice",
      subject: "pod.service",
      summary: "Did you mean Type?",
    },
    {
      what: "a key in the section of another: it says where it belongs",
      changes: edited((text) => text.replace("[Install]", "[Install]\nRestart=always"), { NeedDaemonReload: "no" }),
      status: "advice",
      subject: "pod.service",
      fix: ["Restart= belongs in [Service]"],
    },
    {
      what: "nobody asked systemd-analyze",
      changes: { commands: { verify: { outcome: "unanswered", reason: "timeout", detail: "verify hangs" } } },
      status: "unknown",
      summary: "verify hangs",
    },
  ],
});
