import { describe, expect, test } from "bun:test";
import { gunzipSync } from "node:zlib";
import { checks } from "../../checks/index.ts";
import { podHost } from "../cli/testing/pod-host.ts";
import { renderMarkdown } from "../present/markdown.ts";
import { renderPage } from "../present/page.ts";
import { packBundle } from "../report/bundle.ts";
import { makeReport } from "../report/make-report.ts";
import { foundIn } from "./testing/forms.ts";

const home = "/home/anna.schmidt";
const units = "/home/podder/.config/systemd/user";
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** What must not be found in any form of a report, and where each is planted below. */
const planted = {
  "the account": "anna.schmidt",
  "the person": "Anna Q. Schmidt",
  "a telephone number": "+49-30-5550123",
  "the host": "kestrel-db7",
  "the domain": "corp.falconry-gmbh.net",
  "another account": "b.feldmann",
  "a third account, in a path": "jule_werner",
  "an account in the journal": "operator-kim",
  "a container": "falcon-ledger",
  "a pod": "raptor-payroll",
  "a container in a command": "merlin-cache",
  "an email": "anna.schmidt@falconry-gmbh.net",
  "an address": "10.77.13.5",
  "an IPv6 address": "2a02:8108:8ac0:3f0:9c1d:4ff:fe11:2b7a",
  "a hardware address": "3c:ec:ef:a1:b2:c3",
  "a registry": "registry.falconry-gmbh.net",
  "the boot's id": "4f0f3a8e-77aa-4b1c-9d2e-0123456789ab",
  "the machine's id, of a journal": "8c1f0e2d3b4a59687766554433221100",
  "Environment=": "Tr0ub4dor&3xyz",
  "a quoted Environment=": "correct horse battery staple",
  "Environment= that goes on in a next line": "zweite-zeile-9931",
  "Environment= of a drop-in": "dropin-geheim-4471",
  "--env": "env-wert-55812",
  "-e": "kurz-env-88127",
  "-e without a blank": "klebe-env-30021",
  "--secret": "ledger-db-credential",
  "--label": "kunde=Mueller-Lagerhaus",
  "the container's own arguments": "--admin-pin=775533",
  "arguments behind a dash": "--pin-after-dash=8841207",
  "arguments behind a bare name": "--pin-of-bare=7712093",
  "arguments of docker": "--pin-of-docker=1290557",
  "arguments of exec": "--pin-of-exec=5520981",
  "a command in quotes": "sh-inline-pass-6629",
  "SetCredential=": "cred-value-74bd01",
  "a misspelt key": "enviroment-tippfehler-61",
  "a comment": "Passwort-im-Kommentar",
  "credentials in a URL": "deploy:s3cr3t-url-pw",
  "a script": "script-token-1f2e3d4c",
  "an authorization header": "QWxhZGRpbjpvcGVuc2VzYW1l99",
  "a podman line of a script": "script-env-pw-0917",
  "a journal line of the container's own program": "journal-klartext-kennwort",
  "a journal line of podman's": "journal-podman-pw-4410",
  "the environment of the manager": "manager-env-secret-82",
  "the arguments of another process": "/srv/altes/archiv-passphrase",
  "a private key": "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj",
  "a personal token": "ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5",
} as const;

const unit = `[Unit]
Description=ledger of ${planted["an email"]}
# ${planted["a comment"]}
After=dbus.socket
Wants=dbus.socket
Enviroment=DB=${planted["a misspelt key"]}

[Service]
Type=forking
RemainAfterExit=yes
Environment=DB_PASSWORD=${planted["Environment="]}
Environment="PHRASE=${planted["a quoted Environment="]}" LANG=C.UTF-8
Environment=A=1 \\
  B=${planted["Environment= that goes on in a next line"]}
SetCredential=db:${planted["SetCredential="]}
ExecStartPre=${home}/bin/prepare.sh
ExecStartPre=/usr/bin/podman run --rm --name ${planted["a container"]} --env TOKEN=${planted["--env"]} -e KEY=${planted["-e"]} -eGLUED=${planted["-e without a blank"]} --secret ${planted["--secret"]},type=env --label ${planted["--label"]} --ip ${planted["an address"]} --mac-address ${planted["a hardware address"]} --pod ${planted["a pod"]} ${planted["a registry"]}/team/ledger:1 ${planted["the container's own arguments"]}
ExecStartPre=-/usr/bin/podman --log-level debug run --rm --pull never ${planted["a registry"]}/x ${planted["arguments behind a dash"]}
ExecStartPre=-podman create --name x ${planted["a registry"]}/x ${planted["arguments behind a bare name"]}
ExecStartPre=/usr/bin/docker run -it --rm ${planted["a registry"]}/x ${planted["arguments of docker"]}
ExecStartPre=@/usr/bin/podman podman exec -u 0 ${planted["a container"]} psql ${planted["arguments of exec"]}
ExecStartPre=/bin/sh -c 'PGPASSWORD=${planted["a command in quotes"]} podman start ${planted["a container in a command"]}'
ExecStartPre=-/usr/bin/curl https://${planted["credentials in a URL"]}@${planted["a registry"]}/hook?u=${base64(planted["the account"])}
ExecStart=/usr/bin/podman pod start ${planted["a pod"]}
ExecStop=/usr/bin/podman pod stop ${planted["a pod"]}

[Install]
WantedBy=default.target
`;

const script = `#!/bin/sh
# run by ${planted["another account"]}
API_TOKEN=${planted["a script"]}
curl -H "Authorization: Basic ${planted["an authorization header"]}" https://[${planted["an IPv6 address"]}]/
podman run -d -e PW=${planted["a podman line of a script"]} ${planted["a registry"]}/x /home/${planted["a third account, in a path"]}/start
`;

function entry(identifier: string, message: string): string {
  return `${JSON.stringify({
    MESSAGE: message,
    SYSLOG_IDENTIFIER: identifier,
    USER_UNIT: "pod.service",
    __REALTIME_TIMESTAMP: "1767267010000000",
    _BOOT_ID: planted["the boot's id"].replaceAll("-", ""),
    _MACHINE_ID: planted["the machine's id, of a journal"],
    __CURSOR: `s=${planted["the machine's id, of a journal"]};i=1`,
  })}\n`;
}

const journal =
  entry("systemd", `Starting pod.service - ledger of ${planted["an email"]}...`) +
  entry("systemd-logind", `New session 3 of user ${planted["an account in the journal"]}.`) +
  entry(
    "ledger",
    `login with ${planted["a journal line of the container's own program"]} from ${planted["an address"]}`,
  ) +
  entry(
    "podman",
    `Error: password=${planted["a journal line of podman's"]}: authentication on ${planted["the host"]}\n${planted["the account"]}`,
  ) +
  entry(
    "podman",
    `Error: ${planted["a personal token"]} refused, ${encodeURIComponent(planted["a quoted Environment="])}`,
  ) +
  entry(
    "systemd",
    `pod.service: ${planted["the account"].slice(0, 7)}+ -----BEGIN PRIVATE KEY-----\n${planted["a private key"]}\n-----END PRIVATE KEY-----`,
  );

function host() {
  const { account } = { account: planted["the account"] };
  return podHost({
    paths: {
      [`${units}/pod.service`]: unit,
      [`${units}/pod.service.d/10-own.conf`]: `[Service]\nEnvironment=X=${planted["Environment= of a drop-in"]}\n`,
      [`${units}/${planted["a container"]}.service`]: "[Service]\nExecStart=/usr/bin/podman start x\n",
      [`${home}/bin/prepare.sh`]: script,
      "/proc/sys/kernel/hostname": `${planted["the host"]}.${planted["the domain"]}\n`,
      "/proc/sys/kernel/random/boot_id": `${planted["the boot's id"]}\n`,
      "/etc/subuid": `${account}:100000:65536\n${planted["another account"]}:200000:65536\n`,
      [`/var/lib/systemd/linger/${account}`]: "",
    },
    commands: {
      "getent passwd": {
        exit: 0,
        stdout: `${account}:x:1001:1001:${planted["the person"]},,${planted["a telephone number"]}:/home/podder:/bin/bash\n`,
      },
      journalctl: { exit: 0, stdout: journal },
      "--property=Version,UnitPath": {
        exit: 0,
        stdout: `Version=257\nUnitPath=${units} /usr/lib/systemd/user\nEnvironment=HOME=${home} SESSION_KEY=${planted["the environment of the manager"]}\n`,
      },
      "ps ": {
        exit: 0,
        stdout: ` 7 /usr/bin/conmon --api-version 1 -n ${planted["a container"]}\n 8 /usr/bin/borg create ${planted["the arguments of another process"]}\n`,
      },
    },
  });
}

describe("forty secrets and names, planted", () => {
  test("are enough", () => expect(Object.keys(planted).length).toBeGreaterThanOrEqual(40));

  test("none is in the bundle, the page or the text for an issue, in any form", async () => {
    const { bundle, leaks, names } = await makeReport(host(), { units: [], boot: 0 }, "full");
    expect(leaks).toEqual([]);
    const packed = packBundle(bundle);
    const files = {
      bundle: JSON.stringify(JSON.parse(gunzipSync(packed).toString()), undefined, 1),
      page: renderPage({ bundle, packed, id: "20260101T000000Z", checks }),
      markdown: renderMarkdown(bundle),
    };
    const found = Object.entries(files).flatMap(([file, text]) =>
      foundIn(text, planted).map((what) => `in the ${file}, ${what}`),
    );
    expect(found).toEqual([]);
    const account = names.find(([, value]) => value === planted["the account"]);
    expect(account?.[0]).toMatch(/^[a-z]{0,3}user-1$/);
  });

  test("the test would see them: they are all in what the host answers", async () => {
    const texts = [unit, script, journal, `[Service]\nEnvironment=X=${planted["Environment= of a drop-in"]}\n`];
    const { run, read } = host();
    const told = host();
    for (const argv of [
      ["getent", "passwd"],
      ["ps", "-ww"],
      ["systemctl", "--user", "show", "--no-pager", "--property=Version,UnitPath,Environment"],
    ]) {
      const answer = await run.call(told, argv);
      if (answer.outcome === "exited") texts.push(answer.stdout);
    }
    for (const path of ["/proc/sys/kernel/hostname", "/proc/sys/kernel/random/boot_id", "/etc/subuid"]) {
      const answer = await read.call(told, path);
      if (answer.outcome === "read") texts.push(Buffer.from(answer.bytes).toString());
    }
    const all = texts.join("\n").toLowerCase();
    expect(Object.values(planted).filter((value) => !all.includes(value.toLowerCase()))).toEqual([]);
  });

  test("with --redact none names stay, and secrets are gone all the same", async () => {
    const { bundle } = await makeReport(host(), { units: [], boot: 0 }, "none");
    const text = JSON.stringify(bundle);
    expect(text).toContain(planted["the account"]);
    expect(text).toContain(planted["an address"]);
    for (const what of [
      "Environment=",
      "--env",
      "a script",
      "credentials in a URL",
      "a misspelt key",
      "the environment of the manager",
    ] as const)
      expect(text).not.toContain(planted[what]);
  });
});
