import { testCheck } from "../../src/testing/check-test.ts";
import { quadletFolder, unitOf, withQuadlets } from "../../src/testing/quadlets.ts";

const units = "/home/podder/.config/systemd/user";
const changes = withQuadlets(
  { "web.container": "[Container]\nImage=localhost/app:1\n" },
  { units: { "web.service": unitOf("web.container") } },
);

testCheck("quadlet-systemctl-enable", {
  finds: [
    {
      host: "quadlet-linked-by-hand",
      status: "advice",
      subject: "web-pod.service",
      evidence: ["-> /run/user/1001/systemd/generator/web-pod.service"],
    },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "a link by hand",
      subject: "web.service",
      changes: {
        ...changes,
        lists: {
          ...changes.lists,
          [units]: [{ name: "default.target.wants", kind: "directory" }],
          [`${units}/default.target.wants`]: [{ name: "web.service", kind: "symlink" }],
        },
        stats: {
          ...changes.stats,
          [`${units}/default.target.wants/web.service`]: {
            kind: "symlink",
            target: "/run/user/1001/systemd/generator/web.service",
          },
        },
      },
      status: "advice",
      summary: "enabled by a link made by hand",
      evidence: ["-> /run/user/1001/systemd/generator/web.service"],
    },
    {
      what: "a copy of the generated unit",
      subject: "web.service",
      changes: {
        ...changes,
        lists: { ...changes.lists, [units]: ["web.service"] },
        files: { ...changes.files, [`${units}/web.service`]: unitOf("web.container") },
      },
      status: "advice",
      summary: "is a copy of what the generator made of web.container, and hides it",
      evidence: [`SourcePath=${quadletFolder}/web.container`],
    },
    {
      what: "a unit of that name that is no copy",
      subject: "web.service",
      changes: {
        ...changes,
        lists: { ...changes.lists, [units]: ["web.service"] },
        files: { ...changes.files, [`${units}/web.service`]: "[Service]\nExecStart=/usr/bin/podman pod start web\n" },
      },
      status: "pass",
    },
    { what: "neither", subject: "web.service", changes, status: "pass" },
  ],
});
