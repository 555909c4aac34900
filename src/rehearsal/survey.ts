import type { Account } from "../facts/account.ts";
import type { FactStore } from "../facts/fact-store.ts";
import { parseProperties } from "../facts/properties.ts";
import { type Host, textOf } from "../host/host.ts";

/** A login of the account, as logind has it; the manager's own session is none. */
export interface Session {
  readonly id: string;
  /** tty, x11, wayland, unspecified … */
  readonly type: string;
  /** sshd, login, gdm-password … */
  readonly service: string;
  /** Nobody is logged in any more, but something that was started in it still runs: `State=closing`. */
  readonly closing: boolean;
}

/** What there is before the rehearsal: what it will stop, and what speaks against it. */
export interface Survey {
  /** Whether the boot starts a manager for the account at all. */
  readonly lingering: boolean;
  /** Who logs the account in at each boot without a password, which starts its manager; empty where nobody does. */
  readonly loggedInBy: readonly string[];
  /** loaded, masked, not-found … of user@UID.service, as a boot would find it. */
  readonly managerLoadState: string;
  readonly managerActive: boolean;
  readonly sessions: readonly Session[];
  /** Names of the containers that run. */
  readonly containers: readonly string[];
  /** Those that would outlive the manager: they were started in a session, or belong to another. */
  readonly outside: readonly string[];
  /** Services of the user manager that run. */
  readonly services: readonly string[];
  readonly podUnits: readonly string[];
}

/** Looks, and changes nothing but what systemd knows of its own files, where it says that it knows them no longer. */
export async function survey(store: FactStore, account: Account): Promise<Survey | { readonly unseen: string }> {
  const { host } = store;
  const unit = `user@${account.uid}.service`;
  const manager = await host.run(["systemctl", "show", "--no-pager", "--property=LoadState,ActiveState", "--", unit]);
  if (manager.outcome === "unanswered") return { unseen: manager.detail };
  const [properties = {}] = parseProperties(manager.stdout);
  const [linger, autologin, containers, pods] = await Promise.all([
    store.fact("linger"),
    store.fact("autologin"),
    store.fact("containers"),
    store.fact("podUnits"),
  ]);
  if (!linger.known) return { unseen: linger.why.detail };
  if (!autologin.known) return { unseen: autologin.why.detail };
  if (!containers.known) return { unseen: containers.why.detail };
  if (!pods.known) return { unseen: pods.why.detail };
  const sessions = await sessionsOf(host, account.uid);
  if ("unseen" in sessions) return sessions;
  const running = await Promise.all(
    containers.value.running.map(async ({ pid, name }) => ({
      name,
      cgroup: textOf(await host.read(`/proc/${pid}/cgroup`)) ?? "",
    })),
  );
  return {
    lingering: linger.value.enabled,
    loggedInBy: autologin.value.map(({ by }) => by),
    managerLoadState: properties["LoadState"] ?? "",
    managerActive: properties["ActiveState"] === "active",
    sessions: sessions.found,
    containers: running.map(({ name }) => name),
    outside: running.filter(({ cgroup }) => !cgroup.includes(`/${unit}/`)).map(({ name }) => name),
    services: await activeServices(host, account),
    podUnits: pods.value.units.map(({ name }) => name),
  };
}

/** Whether the system manager's own picture of the two units is older than their files: a boot reads them anew. */
export async function needsReload(host: Host, uid: number): Promise<boolean> {
  const units = [`user@${uid}.service`, `user-runtime-dir@${uid}.service`];
  const answer = await host.run(["systemctl", "show", "--no-pager", "--property=NeedDaemonReload", "--", ...units]);
  return answer.outcome === "exited" && answer.stdout.includes("NeedDaemonReload=yes");
}

/**
 * logind gives a lingering user's manager a session of its own (class `manager`, from systemd 256 on); it is no login.
 * Sessions that cannot be told apart count as logins: loginctl takes one name in each `--property`, and says nothing of
 * a list between commas.
 */
export async function sessionsOf(
  host: Pick<Host, "run">,
  uid: number,
): Promise<{ readonly found: readonly Session[] } | { readonly unseen: string }> {
  const user = await host.run(["loginctl", "show-user", "--property=Sessions", "--", String(uid)]);
  if (user.outcome === "unanswered") return { unseen: user.detail };
  // Who is neither logged in nor lingering is unknown to logind: exit 1.
  if (user.exit !== 0 && !/not logged in|No such|not known/i.test(user.stderr)) return { unseen: user.stderr.trim() };
  const ids = (parseProperties(user.stdout)[0]?.["Sessions"] ?? "").split(/\s+/).filter(Boolean);
  const shown = await Promise.all(
    ids.map(async (id) => {
      const asked = ["Class", "Type", "Service", "State"].map((name) => `--property=${name}`);
      const answer = await host.run(["loginctl", "show-session", ...asked, "--", id]);
      const [session = {}] = answer.outcome === "exited" ? parseProperties(answer.stdout) : [];
      const { Class = "", Type: type = "", Service: service = "", State } = session;
      return { id, class: Class, type, service, closing: State === "closing" };
    }),
  );
  const logins = shown.filter((session) => !session.class.startsWith("manager"));
  return { found: logins.map(({ id, type, service, closing }) => ({ id, type, service, closing })) };
}

async function activeServices(host: Host, account: Account): Promise<readonly string[]> {
  const argv = ["systemctl", "--user", "list-units", "--no-pager", "--no-legend", "--plain", "--type=service"];
  const answer = await host.run([...argv, "--state=active,activating"], { as: account });
  if (answer.outcome === "unanswered" || answer.exit !== 0) return [];
  return answer.stdout.split("\n").flatMap((line) => line.split(" ")[0] || []);
}
