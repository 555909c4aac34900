import { defineCheck } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { isFound } from "../../src/facts/boot-graph.ts";
import { missingRequirement } from "../../src/facts/requirements.ts";
import { repairOf } from "../../src/repair/repair.ts";

const hard = ["Requires", "BindsTo", "Requisite"] as const;

export const dbusSocketDependencyInUnit = defineCheck({
  id: "dbus-socket-dependency-in-unit",
  group: "bus",
  title: "The unit starts after dbus.socket, and does not fail without it",
  layer: "job",
  step: "started",
  repair: "user",
  facts: ["podUnits", "unitEntries", "unitStates", "platform"],
  judge({ podUnits, unitEntries, unitStates, platform }) {
    const masked = unitEntries.directories.some(({ entries }) =>
      entries.some((entry) => entry.name === "dbus.socket" && entry.content.state === "masked"),
    );
    return eachPodUnit(podUnits, ({ name, config }) => {
      if (!config)
        return { subject: name, status: "not-applicable", summary: "There is no readable unit file", evidence: [] };
      const key = hard.find((candidate) => config.words("Unit", candidate).includes("dbus.socket"));
      const setting = key && config.values("Unit", key).find(({ value }) => value.split(/\s+/).includes("dbus.socket"));
      if (key && setting && (masked || !isFound(unitEntries, "dbus.socket"))) {
        const effect = missingRequirement(platform.systemdVersion);
        return {
          subject: name,
          status: effect === "stops" ? "fail" : effect === "may-stop" ? "warn" : "advice",
          summary: `${key}=dbus.socket, and this host has no such unit for users`,
          because: `the unit has ${key}=dbus.socket, and there is no usable dbus.socket for users on this host`,
          evidence: [{ source: `${setting.path}:${setting.line}`, lines: [`${key}=${setting.value}`] }],
          repair: repairOf({
            kind: "edit",
            as: "user",
            path: setting.path,
            edits: [{ line: setting.line, from: key, to: "Wants" }],
          }),
          fix: [edit(`In ${setting.path}, write Wants=dbus.socket in place of ${key}=dbus.socket.`)],
        };
      }
      const after = liveProperties(unitStates, name)?.After?.split(" ") ?? config.words("Unit", "After");
      const byDefault = config.boolean("Unit", "DefaultDependencies") !== false;
      const evidence = propertiesOf(unitStates, name, ["After", "Wants"]);
      if (after.includes("dbus.socket")) return pass(name, "The unit names dbus.socket in After=", ...evidence);
      if (byDefault || after.includes("basic.target")) {
        return pass(name, "The unit starts after basic.target, which comes after dbus.socket", ...evidence);
      }
      return {
        subject: name,
        status: "advice",
        summary: "DefaultDependencies=no, and nothing orders the unit after dbus.socket",
        evidence,
        fix: [edit("Add After=dbus.socket and Wants=dbus.socket to [Unit].")],
      };
    });
  },
  explanation: {
    what: "Whether the unit waits for the user bus (After=dbus.socket, Wants=dbus.socket) and whether it insists on it (Requires=).",
    why: "The order is there anyhow: every service comes after basic.target, that after sockets.target, and that wants dbus.socket. The two lines do no harm, and a unit without them starts all the same. Requires=dbus.socket is another matter: where the host has no user bus, systemd 257 refuses to start the unit (`Unit dbus.socket not found.`); 252 starts it at boot all the same.",
    see: ["systemctl --user show UNIT -p After,Wants,Requires", "systemctl --user show dbus.socket -p LoadState"],
    mend: "Write Wants=dbus.socket in place of Requires=dbus.socket, or install the user bus.",
    healthy:
      "A unit without any mention of dbus.socket; a unit with Requires=dbus.socket on a host that has a user bus.",
    sources: ["systemd.special(7)", "failure catalogue B03", "booted: bookworm (systemd 252), trixie (systemd 257)"],
  },
});
