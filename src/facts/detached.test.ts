import { describe, expect, test } from "bun:test";
import { alteredHost } from "../testing/altered-host.ts";
import { detachedCall } from "./detached.ts";
import { FactStore } from "./fact-store.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const script = "/home/podder/bin/start.sh";

/** What is learned of an ExecStart= line on the healthy recorded host; `text` is that of the script it may name. */
async function callOf(line: string, text?: string): Promise<string | undefined> {
  const host = alteredHost("trixie/seed", {
    files: { [unit]: `# podman\n[Service]\nExecStart=${line}\n`, ...(text === undefined ? {} : { [script]: text }) },
    stats: Object.fromEntries(
      [
        script,
        "/usr/bin/env",
        "/usr/bin/nice",
        "/usr/bin/flock",
        "/bin/sh",
        "/bin/bash",
        "/usr/bin/podman-compose",
        "/usr/local/bin/podman",
      ].map((path) => [path, { mode: 0o755 }]),
    ),
  });
  const pods = await new FactStore(host, { user: "podder", units: [] }).fact("podUnits");
  const start = pods.known ? pods.value.units[0]?.exec.find(({ key }) => key === "ExecStart") : undefined;
  if (!start) throw new Error("there is no ExecStart=");
  return detachedCall(start);
}

const returns = [
  "/usr/bin/podman pod start web",
  "/usr/bin/podman pod start --all",
  "podman pod start web",
  "-/usr/bin/podman pod start web",
  "/usr/bin/podman start web",
  "/usr/bin/podman container start web",
  "/usr/bin/podman --log-level debug start web",
  "/usr/bin/podman --log-level=debug pod start web",
  "/usr/bin/podman run -d --name x img",
  "/usr/bin/podman run --name x -d img",
  "/usr/bin/podman run --name x --detach img cmd",
  "/usr/bin/podman run --detach=true img",
  "/usr/bin/podman run -dt img",
  "/usr/bin/podman run -td img",
  "/usr/bin/podman run -dit --rm img",
  "/usr/bin/podman run -dp 80:80 img",
  "/usr/bin/podman run -itv /a:/b -d img",
  "/usr/bin/podman container run -d img",
  "/usr/bin/podman run -p 8080:80 -v /a:/b -e A=b --pod web -d img",
  "/usr/bin/podman run --network host --env-file /x -d img",
  "/usr/bin/podman kube play web.yaml",
  "/usr/bin/podman play kube web.yaml",
  "/usr/bin/podman kube play --replace web.yaml",
  "/usr/bin/podman-compose -f a.yml up -d",
  "/usr/bin/podman-compose -p web -f a.yml up --detach",
  "/usr/bin/podman-compose start",
  "/usr/bin/podman compose up -d",
  "/usr/bin/podman compose -f a.yml up -d",
  "/usr/bin/env podman pod start web",
  "/usr/bin/env A=b /usr/bin/podman start web",
  "/usr/bin/nice -n 5 podman start web",
  "/usr/bin/flock /tmp/x /usr/bin/podman start web",
  "/bin/sh -c 'podman pod start web'",
  '/bin/bash -c "sleep 5; podman pod start web"',
  "/bin/bash -lc 'cd /srv && podman-compose up -d'",
];

const stays = [
  "/usr/bin/podman run --name x img cmd -d",
  "/usr/bin/podman run img -d",
  "/usr/bin/podman run --rm img sh -c 'x -d'",
  "/usr/bin/podman run --detach=false img",
  "/usr/bin/podman run --name d img",
  "/usr/bin/podman run -e -d img",
  "/usr/bin/podman run -udan img",
  "/usr/bin/podman run -hdb img",
  "/usr/bin/podman run --rm -w /d img",
  "/usr/bin/podman start -a web",
  "/usr/bin/podman start --attach web",
  "/usr/bin/podman start -ai web",
  "/usr/bin/podman start -l -a",
  "/usr/bin/podman start --attach=true web",
  "/usr/bin/podman kube play --wait web.yaml",
  "/usr/bin/podman kube down web.yaml",
  "/usr/bin/podman play kube --down web.yaml",
  "/usr/bin/podman-compose -f a.yml up",
  "/usr/bin/podman compose up",
  "/usr/bin/podman compose down",
  "/usr/bin/podman pod stop web",
  "/usr/bin/podman logs -f web",
  "/usr/bin/podman wait web",
  "/usr/bin/podman generate systemd start",
  "/usr/bin/podman system service --time=0",
  "/usr/bin/podman",
  "/bin/sh -c 'podman start web && exec podman wait web'",
  "/bin/sh -c 'podman pod start web; podman logs -f web'",
];

describe("a call that returns while the containers run on", () => {
  test.each(returns)("%s", async (line) => {
    expect(await callOf(line)).toBeString();
  });
});

describe("a call that stays, or starts nothing", () => {
  test.each(stays)("%s", async (line) => {
    expect(await callOf(line)).toBeUndefined();
  });
});

describe("a script", () => {
  test.each([
    ["one call", "#!/bin/sh\nexec podman pod start web\n", "podman pod start web"],
    ["the last call counts", "#!/bin/sh\npodman run -d a\npodman logs -f a\n", undefined],
    ["the last of several that return", "podman network create x\npodman pull a\npodman run -d a\n", "podman run -d a"],
    ["a comment is no call", "podman logs -f a\n# podman pod start web\n", undefined],
    ["a call over two lines", "podman run \\\n  --name a \\\n  -d img\n", "podman run --name a -d img"],
    ["calls that are joined", "podman pull a && podman run -d a || exit 1\n", "podman run -d a"],
    ["no call at all", "#!/bin/sh\ntrue\n", undefined],
    ["carriage returns", "#!/bin/sh\r\npodman pod start web\r\n", "podman pod start web"],
  ])("%s", async (_, text, call) => {
    expect(await callOf(script, text)).toBe(call as string);
  });
});
