import { describe, expect, test } from "bun:test";
import { parseCommandLine } from "./parse.ts";
import { targetsOf } from "./targets.ts";
import { type Changes, podHost } from "./testing/pod-host.ts";
import { UsageError } from "./usage-error.ts";

const passwd = `root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
podder:x:1001:1001::/home/podder:/bin/bash
anna:x:1002:1002::/home/anna:/bin/bash
`;
const asRoot: Changes = {
  uid: 0,
  commands: {
    "getent passwd -- 0": { exit: 0, stdout: "root:x:0:0:root:/root:/bin/bash\n" },
    "getent passwd -- ghost": { exit: 2, stdout: "" },
    "getent passwd -- poddor": { exit: 2, stdout: "" },
    "getent passwd -- anna": { exit: 0, stdout: "anna:x:1002:1002::/home/anna:/bin/bash\n" },
    "getent passwd --": { exit: 0, stdout: "podder:x:1001:1001::/home/podder:/bin/bash\n" },
    "getent passwd": { exit: 0, stdout: passwd },
    "stat --format=%n": { exit: 1, stdout: "/home/anna/.config/systemd/user\n" },
  },
};

async function targets(changes: Changes, ...args: readonly string[]) {
  const { kind, stores } = await targetsOf(podHost(changes), parseCommandLine(args));
  return [kind, ...stores.map(({ request }) => request.user)];
}

describe("whose pods are meant", () => {
  test("one's own, as an ordinary user", async () => {
    expect(await targets({})).toEqual(["one", undefined]);
    expect(await targets({}, "--user", "podder")).toEqual(["one", "podder"]);
  });

  test("as root, the named one's, or everybody's who lingers or has a folder of units", async () => {
    expect(await targets(asRoot, "--user", "anna")).toEqual(["one", "anna"]);
    expect(await targets(asRoot, "--all-users")).toEqual(["all", "podder", "anna"]);
    expect(
      await targets({
        ...asRoot,
        commands: { ...asRoot.commands, "systemctl --user show": { exit: 1, stdout: "" } },
        paths: { "/home/podder/.config/systemd/user/pod.service": undefined },
      }),
    ).toEqual(["all", "podder", "anna"]);
  });

  test("as root, those who have the unit", async () => {
    expect(await targets(asRoot, "--all-users", "pod")).toEqual(["all", "podder", "anna"]);
    await expect(targets(asRoot, "--all-users", "pdo.service")).rejects.toThrow(
      new UsageError('there is no unit "pdo.service"; did you mean pod.service?'),
    );
  });

  test.each([
    [asRoot, ["--user", "ghost"], 'there is no user "ghost" on this host'],
    [asRoot, ["--user", "poddor"], 'there is no user "poddor" on this host; did you mean podder?'],
    [{ ...asRoot, uid: 1001 }, ["--user", "anna"], "only root can look at another account: sudo poddoctor --user anna"],
    [{ uid: 1001 }, ["--all-users"], "only root can look at every account: sudo poddoctor --all-users"],
    [{}, ["chek"], 'there is no command or unit "chek"; did you mean check?'],
    [{}, ["help"], 'there is no command "help"; did you mean --help?'],
    [{}, ["pod.servce"], 'there is no unit "pod.servce"; did you mean pod.service?'],
    [{}, ["~/pdo.service"], 'there is no unit "~/pdo.service"; did you mean pod.service?'],
    [{}, ["--", "chek"], 'there is no unit "chek"'],
    [{}, ["constructor"], 'there is no unit "constructor"'],
    [{}, ["pod", "a\nb\x1b[31m\u202e"], 'there is no unit "a\\nb\\x1b[31m\\u202e"'],
  ])("refuses what is not there (%#)", async (changes, args, message) => {
    await expect(targets(changes as Changes, ...args)).rejects.toThrow(new UsageError(message));
  });

  test("knows a unit by its name with and without .service", async () => {
    expect(await targets({}, "pod")).toEqual(["one", undefined]);
    expect(await targets({}, "pod.service")).toEqual(["one", undefined]);
  });
});
