import { parseExecLine } from "./exec-line.ts";
import type { UnitConfig } from "./merge.ts";
import type { Complaint } from "./types.ts";
import { splitUnitName } from "./unit-name.ts";

/**
 * Why systemd would not load this unit (`LoadState=bad-setting` or `error`): what ended the reading of its main file,
 * or what service_verify() (src/core/service.c, 252 to 257) refuses.
 *
 * @param config the merged unit
 * @param unitName its name; only services are judged as a whole
 * @param systemd the release
 * @returns at most one complaint, as systemd stops at the first; empty when the unit loads
 */
export function loadComplaints(config: UnitConfig, unitName: string, systemd?: number): readonly Complaint[] {
  if (config.fatal !== undefined) return [config.fatal];
  if (config.main.empty || splitUnitName(unitName)?.type !== "service") return [];
  const text = serviceProblem(config, systemd);
  if (text === undefined) return [];
  return [{ kind: "bad-service", path: config.main.path, line: 0, text, loses: true, fatal: "bad-setting" }];
}

/**
 * The service type that holds: the last valid Type=, else what systemd takes without one.
 *
 * @param config the merged unit
 */
export function serviceType(config: UnitConfig): string {
  const set = config.last("Service", "Type")?.value;
  if (set !== undefined) return set;
  if (config.has("Service", "BusName")) return "dbus";
  return config.has("Service", "ExecStart") ? "simple" : "oneshot";
}

function serviceProblem(config: UnitConfig, systemd = 257): string | undefined {
  const starts = config.values("Service", "ExecStart").flatMap(({ value }) => parseExecLine(value).commands).length;
  const type = serviceType(config);
  const oneshot = type === "oneshot";
  const successAction = (config.last("Unit", "SuccessAction")?.value ?? "none") !== "none";
  const restart = config.last("Service", "Restart")?.value;
  if (starts === 0 && !config.has("Service", "ExecStop") && !successAction)
    return "Service has no ExecStart=, ExecStop=, or SuccessAction=. Refusing.";
  if (!oneshot && starts === 0)
    return "Service has no ExecStart= setting, which is only allowed for Type=oneshot services. Refusing.";
  if (starts === 0 && config.boolean("Service", "RemainAfterExit") !== true && !successAction)
    return "Service has no ExecStart= and no SuccessAction= settings and does not have RemainAfterExit=yes set. Refusing.";
  if (!oneshot && starts > 1)
    return "Service has more than one ExecStart= setting, which is only allowed for Type=oneshot services. Refusing.";
  if (oneshot && (restart === "always" || restart === "on-success"))
    return "Service has Restart= set to either always or on-success, which isn't allowed for Type=oneshot services. Refusing.";
  if (oneshot && config.has("Service", "RestartForceExitStatus"))
    return "Service has RestartForceExitStatus= set, which isn't allowed for Type=oneshot services. Refusing.";
  if (oneshot && config.last("Service", "ExitType")?.value === "cgroup")
    return "Service has ExitType=cgroup set, which isn't allowed for Type=oneshot services. Refusing.";
  if (type === "dbus" && !config.has("Service", "BusName"))
    return "Service is of type D-Bus but no D-Bus service name has been specified. Refusing.";
  // 252 loads it and fails at the start; 257 refuses.
  if (systemd >= 256 && config.boolean("Service", "DynamicUser") === true)
    return "DynamicUser= enabled for user unit, which is not supported. Refusing.";
  return undefined;
}
