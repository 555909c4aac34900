import type { Account, Session } from "./host-under-test.ts";

/** The uids of the accounts, as the tree's recipe gives them. */
export const UIDS: Readonly<Record<Account, number>> = { other: 1000, podder: 1001 };

/**
 * The argv with which root runs argv as an account, as a session of that kind would.
 * Without a session it is setpriv(1), not runuser(1): runuser asks PAM, which writes two journal lines for each command
 * and fails on a host whose PAM stack or account is what is broken. systemd-run with PAMName= opens a session.
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
  return ["setpriv", `--reuid=${user}`, `--regid=${user}`, "--init-groups", "--", "env", "-i", ...variables, ...argv];
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
