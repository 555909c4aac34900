import { timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const unit = `${folder}/pod.service`;
const installing = (line: string) => ({
  gone: [`${folder}/default.target.wants`],
  files: { [unit]: (text: string) => text.replace("WantedBy=default.target", line) },
});

testCheck("install-section-missing", {
  finds: [
    {
      host: "no-install-section",
      status: "fail",
      subject: "pod.service",
      because: "it has no [Install] section",
      evidence: [`${unit}: no WantedBy=`, "UnitFileState=static"],
      fix: ["user: Add [Install] with WantedBy=default.target"],
      first: true,
    },
    {
      host: "install-in-lower-case",
      status: "fail",
      subject: "pod.service",
      because: "its section [install] is not [Install]",
      fix: ["write [Install]."],
      first: true,
    },
    { host: "unit-masked", status: "blocked", blockedBy: ["unit-masked-or-empty"], subject: "pod.service" },
  ],
  quietOn: ["seed", "not-enabled", "wantedby-multi-user"],
  altered: [
    ...["RequiredBy=default.target", "Also=web.service", "Alias=web.service"].map((line) => ({
      what: `${line} is something to enable`,
      changes: installing(line),
      status: "pass" as const,
    })),
    { what: "an [Install] with nothing in it", changes: installing("# nothing"), status: "fail" },
    { what: "WantedBy= that is taken back", changes: installing("WantedBy=default.target\nWantedBy="), status: "fail" },
    {
      what: "an [Install] in a drop-in counts: systemd reads it there, too",
      changes: {
        ...installing("# nothing"),
        lists: { [folder]: [{ name: "pod.service.d", kind: "directory" }], [`${folder}/pod.service.d`]: ["a.conf"] },
        files: {
          ...installing("# nothing").files,
          [`${folder}/pod.service.d/a.conf`]: "[Install]\nWantedBy=default.target\n",
        },
      },
      status: "pass",
    },
    {
      what: "the folder of links could not be listed",
      host: "trixie/no-install-section",
      changes: { lists: { "/etc/systemd/user/sockets.target.wants": timedOut("ls") } },
      status: "unknown",
    },
  ],
});
