import { aboutAccount, type Known, known, type Learning, output } from "../fact.ts";
import { type Properties, parseProperties } from "../properties.ts";
import { mergeUnit } from "../unit-file/index.ts";

/** podman's own unit, from 5.3 on, that polls for the system's network-online.target, for 90 s at most. */
export const waitUnit = "podman-user-wait-network-online.service";

/** What the units made of quadlets wait for at boot. */
export interface NetworkWait {
  /** Services that are ordered after podman's waiting unit. */
  readonly waiting: readonly string[];
  /** The system's network-online.target; undefined where nothing waits for it. */
  readonly target?: Properties;
  readonly targetCommand: string;
  /** The waiting unit, as the running user manager has it. */
  readonly wait?: Properties;
  readonly waitCommand: string;
}

const targetCommand = ["systemctl", "show", "--no-pager", "--property=LoadState,ActiveState,WantedBy,RequiredBy", "--"];
const waitCommand = ["systemctl", "--user", "show", "--no-pager", "--property=LoadState,ActiveState,Result", "--"];

/** Asks the system's manager whether it ever comes to the target, and the account's whether it waited in vain. */
export const learnNetworkWait = aboutAccount(async (learning: Learning, account): Promise<Known<NetworkWait>> => {
  const [quadlets, manager] = await Promise.all([learning.fact("quadlets"), learning.fact("userManager")]);
  if (!quadlets.known) return quadlets;
  const waiting = quadlets.value.quadlets.flatMap(({ service, unit }) =>
    unit && mergeUnit(unit).words("Unit", "After").includes(waitUnit) ? [service] : [],
  );
  const asked = {
    target: [...targetCommand, "network-online.target"],
    wait: [...waitCommand, waitUnit],
  };
  const commands = { targetCommand: asked.target.join(" "), waitCommand: asked.wait.join(" ") };
  if (waiting.length === 0) return known({ waiting, ...commands });
  const [target, wait] = await Promise.all([
    output(learning.host, asked.target),
    manager.known && manager.value.answers ? output(learning.host, asked.wait, { as: account }) : undefined,
  ]);
  if (!target.known) return target;
  const properties = parseProperties(target.value)[0];
  const waited = wait?.known ? parseProperties(wait.value)[0] : undefined;
  return known({
    waiting,
    ...commands,
    ...(properties ? { target: properties } : {}),
    ...(waited ? { wait: waited } : {}),
  });
});
