import { expect, test } from "bun:test";
import type { Host, RunOptions } from "../host/host.ts";
import { diagnoseHost, loadHost } from "../testing/fixture.ts";

/** A host that tells of each command how it is run. */
function watched(host: Host, told: (argv: readonly string[], options?: RunOptions) => void): Host {
  return {
    run(argv, options) {
      told(argv, options);
      return host.run(argv, options);
    },
    read: (path, options) => host.read(path, options),
    stat: (path, options) => host.stat(path, options),
    list: (path, options) => host.list(path, options),
    caller: () => host.caller(),
    now: () => host.now(),
  };
}

// systemd#36540: there it would take the place of the running manager's socket.
test("verify is never given the account's own runtime directory", async () => {
  const directories: (string | undefined)[] = [];
  const host = watched(loadHost("bookworm/seed", "root"), (argv, options) => {
    if (argv.includes("verify")) directories.push(options?.environment?.["XDG_RUNTIME_DIR"]);
  });
  await diagnoseHost(host);
  expect(directories).toEqual(["/usr/lib"]);
});
