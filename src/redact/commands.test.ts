import { describe, expect, test } from "bun:test";
import { scrubCommandLine } from "./command-line.ts";
import { scrubText } from "./secret-text.ts";
import { Secrets } from "./secrets.ts";
import { scrubScript, scrubUnit } from "./unit-text.ts";

const secret = "S3cret-of-somebody";

describe("what is handed to other programs than podman goes", () => {
  test.each([
    [`/usr/bin/curl -u admin:${secret} http://x/`, "/usr/bin/curl -u [removed] [removed]"],
    [`-/usr/bin/curl -H 'Authorization: Bearer ${secret}' http://x/`, "-/usr/bin/curl -H [removed] [removed]"],
    [`mysqldump -uroot -p${secret} db`, "mysqldump -u[removed] -p[removed] [removed]"],
    [`wget --password=${secret} -O /srv/x http://x/`, "wget --password=[removed] -O /srv/x [removed]"],
    [`sshpass -p ${secret} ssh x`, "sshpass -p [removed] [removed] [removed]"],
    [`/usr/bin/env db_pass=${secret} /bin/true`, "/usr/bin/env db_pass=[removed] /bin/true"],
    [`/bin/sh -c "echo ${secret} | podman login -u bob --password-stdin r"`, "podman login -u [removed] "],
    [`%h/bin/start.sh web --token ${secret}`, "%h/bin/start.sh [removed] --token [removed]"],
    [`bash /srv/start.sh ${secret}`, "bash /srv/start.sh [removed]"],
    [`podman login -u bob -p ${secret} r.example`, "podman login -u [removed] -p [removed] "],
    [`podman login -p${secret} r.example`, "podman login -p[removed] "],
    [`podman run "--env=A=two ${secret}" x`, `podman run "--env=A=[removed]" x`],
    [
      `podman run --hostname ${secret} -h ${secret} --add-host=${secret}:10.0.0.1 x`,
      "--hostname [removed] -h [removed] --add-host=[removed] x",
    ],
    [`/bin/sh -c 'podman run x ${secret}'`, "/bin/sh -c 'podman run x [removed]'"],
  ])("%s", (line, wanted) => {
    const clean = scrubCommandLine(line, new Secrets());
    expect(clean).not.toContain(secret);
    expect(clean).toContain(wanted);
  });

  test.each([
    "/bin/sh -c 'until podman info; do sleep 1; done; exec podman start web'",
    "/usr/bin/timeout 30 podman start web",
    "-/bin/mkdir -p %t/x /srv/data",
    '/bin/sh -c "$(which podman) start web"',
    "/usr/bin/systemctl --user is-active pod.service",
    "/usr/bin/sudo -u bob podman pod start web",
    "if ! podman pod exists web; then podman pod create --name web; fi",
    'for c in a b; do podman start "$c"; done',
    "-/sbin/agetty --autologin podder --noclear %I $TERM",
  ])("and what starts a pod, or is waited for, stays: %s", (line) => {
    expect(scrubCommandLine(line, new Secrets())).toBe(line);
  });
});

describe("a command that goes on in a next line is the same command there", () => {
  const lines = `run -d \\
  --name web -l owner=${secret} \\
  -e A=${secret} \\
  docker.io/library/app --admin-pin=${secret} \\
  ${secret}`;

  test("in a unit", () => {
    const clean = scrubUnit(`[Service]\nExecStart=/usr/bin/podman ${lines}\nType=simple\n`, new Secrets());
    expect(clean).not.toContain(secret);
    expect(clean).toContain("docker.io/library/app [removed] \\\n  [removed]\nType=simple");
  });

  test("in a script, whose comments behind a command go, too", () => {
    const clean = scrubScript(`#!/bin/sh\npodman ${lines}\npodman start web # pw ${secret}\n`, new Secrets());
    expect(clean).not.toContain(secret);
    expect(clean).toContain("podman start web #\n");
  });

  test("in a container's own Exec=", () => {
    const clean = scrubUnit(`[Container]\nExec=app \\\n  ${secret} x\nPull=never\n`, new Secrets());
    expect(clean).toBe("[Container]\nExec=app \\\n  [removed]\nPull=never\n");
  });
});

test.each(["HostName", "NetworkAlias", "AddHost", "DNSSearch", "LogOpt"])("of %s= nothing is needed", (key) => {
  expect(scrubUnit(`[Container]\n${key}=lager-berlin:x\n`, new Secrets())).toBe(`[Container]\n${key}=[removed]\n`);
});

test.each([
  "Error: password is hunter-2",
  "Error: unknown flag: --admin-pass hunter-2",
  "Error: ASIAIOSFODNN7EXAMPLE hunter-2".replace(" hunter-2", ""),
  "Error: -----BEGIN PGP PRIVATE KEY BLOCK-----\n\nhunter-2\n-----END PGP PRIVATE KEY BLOCK-----",
])("a secret in prose: %s", (text) => {
  expect(scrubText(text, new Secrets())).not.toMatch(/hunter-2|ASIA/);
});

test.each([
  "account\t[success=1 new_authtok_reqd=done default=ignore]\tpam_unix.so",
  "the password is wrong",
  "Error: token is expired",
  "unknown flag: --authfile /srv/auth.json",
])("prose without one stays: %s", (text) => expect(scrubText(text, new Secrets())).toBe(text));
