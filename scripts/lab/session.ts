import type { Account, Session } from "./host-under-test.ts";

/** The uids of the accounts, as the tree's recipe gives them. */
export const UIDS: Readonly<Record<Account, number>> = { other: 1000, podder: 1001 };

/**
 * The argv with which root runs argv as an account, as a session of that kind would.
 * runuser -u opens no PAM session, so it starts no user manager (catalogue 0.1); systemd-run with PAMName= opens one.
 */
export function userArgv(
  user: Account,
  session: Session,
  env: Readonly<Record<string, string>> | undefined,
  argv: readonly string[],
): string[] {
  const variables = Object.entries(env ?? environmentOf(user, session)).map(([name, value]) => `${name}=${value}`);
  if (session === "pam-session") {
    const properties = ["-p", "PAMName=login", "-p", `User=${user}`, ...variables.map((pair) => `--setenv=${pair}`)];
    return ["systemd-run", "--quiet", "--pipe", "--wait", ...properties, "--", ...argv];
  }
  return ["runuser", "-u", user, "--", "env", "-i", ...variables, ...argv];
}

function environmentOf(user: Account, session: Session): Record<string, string> {
  const runtime = `/run/user/${UIDS[user]}`;
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games",
    LANG: "C.UTF-8",
    HOME: `/home/${user}`,
    USER: user,
    LOGNAME: user,
    SHELL: "/bin/bash",
    ...(session === "environment"
      ? { XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtime}/bus` }
      : {}),
  };
}
