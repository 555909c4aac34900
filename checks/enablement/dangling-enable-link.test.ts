import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const link = (directory: string, name: string) => ({
  lists: { [directory]: [{ name, kind: "symlink" as const }] },
  stats: { [`${directory}/${name}`]: { kind: "symlink" as const, target: `../${name}`, dangling: true as const } },
});

testCheck("dangling-enable-link", {
  finds: [
    {
      host: "unit-removed-after-enable",
      status: "fail",
      subject: "pod.service",
      because: "it is enabled for default.target, but its unit file is gone",
      evidence: [`${folder}/default.target.wants/pod.service: -> `, "nothing is there"],
      fix: [`user: Put the unit back at ${folder}/pod.service`],
      first: true,
    },
    {
      host: "leftover-enable-link",
      status: "advice",
      subject: "old.service",
      fix: [`user: rm -- ${folder}/default.target.wants/old.service`],
      first: false,
    },
    { host: "systmd-typo", status: "pass" },
  ],
  quietOn: ["seed", "not-enabled", "quadlet-pod"],
  altered: [
    {
      what: "a link of the target of what is long gone says nothing of a service",
      changes: link(`${folder}/default.target.wants`, "old.target"),
      status: "pass",
    },
    {
      what: "a link that dangles, while a unit of its name lies elsewhere in the search path",
      changes: {
        stats: {
          [`${folder}/default.target.wants/pod.service`]: {
            kind: "symlink",
            target: "/mnt/gone/pod.service",
            dangling: true,
          },
        },
      },
      status: "pass",
    },
    {
      what: "an instance of a template that is there",
      changes: {
        lists: { ...link(`${folder}/default.target.wants`, "web@1.service").lists, [folder]: ["web@.service"] },
        stats: { ...link(`${folder}/default.target.wants`, "web@1.service").stats },
        files: { [`${folder}/web@.service`]: "[Service]\nExecStart=/usr/bin/podman start %i\n" },
      },
      status: "pass",
    },
    {
      what: "a link below a target that no boot reaches",
      changes: {
        lists: {
          [folder]: [{ name: "graphical-session.target.wants", kind: "directory" }],
          ...link(`${folder}/graphical-session.target.wants`, "old.service").lists,
        },
        stats: link(`${folder}/graphical-session.target.wants`, "old.service").stats,
      },
      status: "pass",
    },
    {
      what: "two that dangle, beside a pod that runs",
      changes: {
        lists: {
          [`${folder}/default.target.wants`]: ["a.service", "b.service"].map((name) => ({ name, kind: "symlink" })),
        },
        stats: {
          [`${folder}/default.target.wants/a.service`]: { kind: "symlink", target: "x", dangling: true },
          [`${folder}/default.target.wants/b.service`]: { kind: "symlink", target: "x", dangling: true },
        },
      },
      status: "advice",
      subject: "b.service",
    },
  ],
});
