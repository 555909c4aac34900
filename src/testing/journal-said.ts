import type { Exited } from "../host/host.ts";
import type { Changes } from "./altered-host.ts";

/** Changes by which the boot's journal has one more line of pod.service, later than all the others. */
export function journalSaid(message: string, identifier = "podman"): Pick<Changes, "commands"> {
  const line = JSON.stringify({
    __REALTIME_TIMESTAMP: String(Date.UTC(2100, 0) * 1000),
    MESSAGE: message,
    SYSLOG_IDENTIFIER: identifier,
    USER_UNIT: "pod.service",
  });
  return { commands: { "USER_UNIT=pod.service": ({ stdout }: Exited) => ({ stdout: `${stdout}${line}\n` }) } };
}
