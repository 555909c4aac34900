import type { StatAnswer } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";

/** A file of registry logins; it is looked at, never read. */
export interface AuthFile {
  readonly path: string;
  readonly status: StatAnswer;
}

export interface RegistryAuth {
  /** Where `podman login` writes: below the runtime directory, which is gone after a reboot. */
  readonly ofThisBoot: AuthFile;
  /** Where podman looks besides (containers-auth.json(5)); these last. */
  readonly lasting: readonly AuthFile[];
  /** Files that the units' calls name, by path. */
  readonly named: ReadonlyMap<string, StatAnswer>;
}

export const learnRegistryAuth = aboutAccount(async (learning: Learning, account): Promise<Known<RegistryAuth>> => {
  const commands = await learning.fact("podmanCommands");
  if (!commands.known) return commands;
  const look = async (path: string): Promise<AuthFile> => ({
    path,
    status: await learning.host.stat(path, { as: account, follow: true }),
  });
  const named = [...commands.value.values()].flatMap(({ calls }) => calls.flatMap(({ needs }) => needs.authFiles));
  const [ofThisBoot, lasting, files] = await Promise.all([
    look(`${account.runtimeDirectory}/containers/auth.json`),
    Promise.all(
      [".config/containers/auth.json", ".docker/config.json", ".dockercfg"].map((name) =>
        look(`${account.home}/${name}`),
      ),
    ),
    Promise.all([...new Set(named)].filter((path) => path.startsWith("/")).map(look)),
  ]);
  return known({ ofThisBoot, lasting, named: new Map(files.map(({ path, status }) => [path, status])) });
});
