import { aboutAccount, type Known, known, type Learning } from "./fact.ts";
import { parseProperties } from "./properties.ts";

/** What the account's own manager answers; not running is an answer, too. */
export type UserManager =
  | { readonly answers: false; readonly because: string }
  | {
      readonly answers: true;
      /** e.g. `257.7-1` */
      readonly version: string;
      /** The unit search path, in its order. */
      readonly unitPath: readonly string[];
      /** The variables that the manager gives to every unit. */
      readonly environment: readonly string[];
    };

/** Asks the manager by its private socket, as the account, without a session (`systemctl --user show`). */
export const learnUserManager = aboutAccount(async ({ host }: Learning, account): Promise<Known<UserManager>> => {
  const answer = await host.run(
    ["systemctl", "--user", "show", "--no-pager", "--property=Version,UnitPath,Environment"],
    {
      as: account,
    },
  );
  if (answer.outcome === "unanswered") return { known: false, why: answer };
  const properties = answer.exit === 0 ? parseProperties(answer.stdout)[0] : undefined;
  if (!properties?.["UnitPath"]) {
    return known({
      answers: false,
      because: answer.stderr.trim().split("\n")[0] ?? `systemctl --user: exit ${answer.exit}`,
    });
  }
  return known({
    answers: true,
    version: properties["Version"] ?? "",
    unitPath: properties["UnitPath"].split(" ").filter(Boolean),
    environment: (properties["Environment"] ?? "").split(" ").filter(Boolean),
  });
});

/** The folders of the PATH that a user manager gives its units. */
export function pathOf(environment: readonly string[]): readonly string[] {
  const value = environment.find((variable) => variable.startsWith("PATH="))?.slice("PATH=".length) ?? "";
  return value.split(":").filter((directory) => directory.startsWith("/"));
}
