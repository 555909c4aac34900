import type { Identity } from "./host.ts";

/**
 * Where tools are looked for, whatever PATH says: root must never run what a user's PATH names, and the diagnosis must
 * not depend on who asks. The last entry is where NixOS keeps its tools.
 */
export const toolDirectories = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
  "/run/current-system/sw/bin",
] as const;

/**
 * The whole environment of a command: one locale, no pager, no colour, and the runtime directory of the user as whom it
 * runs, so that `systemctl --user` reaches that user's manager without a login (podman troubleshooting.md, 31).
 *
 * @param user the user as whom the command runs
 * @param extra variables added for this command
 */
export function commandEnvironment(
  user: Pick<Identity, "name" | "uid" | "home">,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const runtimeDirectory = `/run/user/${user.uid}`;
  return {
    PATH: toolDirectories.join(":"),
    LC_ALL: "C.UTF-8",
    TERM: "dumb",
    NO_COLOR: "1",
    SYSTEMD_COLORS: "0",
    SYSTEMD_URLIFY: "0",
    SYSTEMD_PAGER: "",
    SYSTEMD_LOG_LEVEL: "info",
    PAGER: "cat",
    LESSSECURE: "1",
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    XDG_RUNTIME_DIR: runtimeDirectory,
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtimeDirectory}/bus`,
    ...extra,
  };
}
