import { type Host, textOf, type Unanswered } from "../host/host.ts";
import { type Known, known, type Learning, unknown } from "./fact.ts";
import { type SysctlLine, sysctlsAtBoot } from "./sysctl.ts";

/** A parameter of the kernel's without which nobody but root makes a user namespace while it is 0. */
export interface KernelSwitch {
  /** `user.max_user_namespaces` */
  readonly name: string;
  readonly path: string;
  /** Undefined where this kernel has no such parameter. */
  readonly now?: number;
  /** The line that sets it at boot. */
  readonly setBy?: SysctlLine;
  /** Whether that line's file is as it was when the host was booted; undefined where nobody can say it. */
  readonly setBeforeBoot?: boolean;
}

export interface UserNamespaces {
  /** user.max_user_namespaces (namespaces(7)), of every kernel. */
  readonly limit: KernelSwitch;
  /** kernel.unprivileged_userns_clone, of kernels with Debian's patch. */
  readonly clone: KernelSwitch;
}

const limit = "user.max_user_namespaces";
const clone = "kernel.unprivileged_userns_clone";

/** Reads what the kernel's two switches for user namespaces are, and what sets them at boot. No namespace is made. */
export async function learnUserNamespaces(learning: Learning): Promise<Known<UserNamespaces>> {
  const { host } = learning;
  const [atBoot, platform] = await Promise.all([sysctlsAtBoot(host, limit, clone), learning.fact("platform")]);
  if (!atBoot.known) return atBoot;
  const bootedMs = platform.known ? Date.parse(platform.value.bootedAt) : Number.NaN;
  const read = async (name: string): Promise<Known<KernelSwitch>> => switchNow(host, name, atBoot.value, bootedMs);
  const [limitNow, cloneNow] = await Promise.all([read(limit), read(clone)]);
  if (!limitNow.known) return limitNow;
  if (!cloneNow.known) return cloneNow;
  return known({ limit: limitNow.value, clone: cloneNow.value });
}

async function switchNow(
  host: Host,
  name: string,
  atBoot: ReadonlyMap<string, SysctlLine>,
  bootedMs: number,
): Promise<Known<KernelSwitch>> {
  const path = `/proc/sys/${name.replaceAll(".", "/")}`;
  const answer = await host.read(path);
  if (answer.outcome === "unanswered") return unknown(answer);
  const text = textOf(answer);
  const now = text === undefined ? undefined : Number.parseInt(text, 10);
  if (now !== undefined && Number.isNaN(now)) return unknown(noNumber(path));
  const setBy = atBoot.get(name);
  const file = setBy ? await host.stat(setBy.path, { follow: true }) : undefined;
  const setBeforeBoot =
    file?.outcome === "present" && Number.isFinite(bootedMs) ? file.modifiedMs < bootedMs : undefined;
  return known({
    name,
    path,
    ...(now === undefined ? {} : { now }),
    ...(setBy ? { setBy } : {}),
    ...(setBeforeBoot === undefined ? {} : { setBeforeBoot }),
  });
}

function noNumber(path: string): Unanswered {
  return { outcome: "unanswered", reason: "failed", detail: `${path} holds no number` };
}
