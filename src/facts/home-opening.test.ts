import { expect, test } from "bun:test";
import { podHost } from "../cli/testing/pod-host.ts";
import { FactStore } from "./fact-store.ts";

async function openingOf(home: string, master?: string) {
  const passwd = { exit: 0, stdout: `podder:x:1001:1001::${home}:/bin/bash\n` };
  const paths = master === undefined ? {} : { "/etc/auto.master": master };
  const host = podHost({ uid: 0, paths, commands: { "getent passwd": passwd } });
  const opening = await new FactStore(host, { user: "podder", units: [] }).fact("homeOpening");
  if (!opening.known) throw new Error(opening.why.detail);
  return opening.value;
}

test("an empty line of auto.master(5), or no such file, is no map for a home that lies directly below the root", async () => {
  for (const master of [undefined, "", "\n# nothing\n+auto.master\n", "/home /etc/auto.home\n"])
    expect(await openingOf("/nonexistent", master)).toBeUndefined();
});

test("a map for the folder of the homes opens them", async () => {
  expect(await openingOf("/home/podder", "\n/home /etc/auto.home\n")).toMatchObject({
    by: "autofs",
    source: "/etc/auto.master:2",
  });
});
