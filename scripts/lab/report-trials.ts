import { gunzipSync } from "node:zlib";
import { foundIn } from "../../src/redact/testing/forms.ts";
import { PODDOCTOR } from "./diagnosis.ts";
import type { View } from "./fault.ts";
import type { HostUnderTest } from "./host-under-test.ts";
import type { Release } from "./releases.ts";
import { expectThat, type RepairTrial } from "./repair-trials.ts";
import { replayDifferences } from "./replayed.ts";

const home = "/home/podder";
const units = `${home}/.config/systemd/user`;
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Secrets and names that stand on the host below, each in its place: none may be in a report of it. */
const planted = {
  "the person": "Anna Q. Schmidt",
  "a telephone number": "+49-30-5550123",
  "the host": "kestrel-db7",
  "the domain": "corp.falconry-gmbh.net",
  "another account": "b.feldmann",
  "a third account, in a path": "jule_werner",
  "an account in the journal": "operator-kim",
  "a container": "falcon-ledger",
  "a container that runs": "merlin-cache",
  "a pod": "raptor-payroll",
  "a secret of podman's that is missing": "ledger-db-credential",
  "a secret of podman's that is there": "payroll-signing-seed",
  "what that secret holds": "innen-drin-geheim-31c7",
  "an email": "anna.schmidt@falconry-gmbh.net",
  "an address": "10.77.13.5",
  "an IPv6 address": "2a02:8108:8ac0:3f0:9c1d:4ff:fe11:2b7a",
  "a hardware address": "3c:ec:ef:a1:b2:c3",
  "a registry": "registry.falconry-gmbh.net",
  "Environment=": "Tr0ub4dor&3xyz",
  "a quoted Environment=": "correct horse battery staple",
  "Environment= that goes on in a next line": "zweite-zeile-9931",
  "Environment= in base64 of a name": base64("b.feldmann:raptor-payroll"),
  "Environment= of a drop-in": "dropin-geheim-4471",
  "a comment of a drop-in": "Notiz-im-Drop-in-5512",
  "an environment file": "aus-der-envdatei-7781",
  "--env": "env-wert-55812",
  "-e": "kurz-env-88127",
  "-e without a blank": "klebe-env-30021",
  "--label": "Mueller-Lagerhaus",
  "the container's own arguments": "--admin-pin=775533",
  "arguments of a container that runs": "--seed-phrase=otter-otter",
  "arguments of exec": "--pin-of-exec=5520981",
  "arguments of a container, in a next line": "--seed-in-next-line=661204",
  "a label in a next line": "Lagerhaus-Zeile-7710",
  "curl's -u": "hausmeister:curl-u-pw-90417",
  "mysqldump's -p": "mysql-glued-pw-3371",
  "podman login's -p": "login-kurz-pw-5560",
  "what is piped into podman login": "rohr-in-login-2208",
  "a URL that is a key": "services/T0AA1/B0BB2/hookkey77",
  "a container's host name": "lagerhaus-berlin-kuehl",
  "a name in hexadecimal digits": Buffer.from("kestrel-db7").toString("hex"),
  "a name with escapes": "kestrel%2Ddb7",
  "a registry in prose": "images.falconry-lager.de",
  "a comment behind a script's command": "Notiz-hinter-podman-4402",
  "a command in quotes": "sh-inline-pass-6629",
  "SetCredential=": "cred-value-74bd01",
  "a misspelt key": "enviroment-tippfehler-61",
  "a comment": "Passwort-im-Kommentar",
  "credentials in a URL": "deploy:s3cr3t-url-pw",
  "a script": "script-token-1f2e3d4c",
  "an authorization header": "QWxhZGRpbjpvcGVuc2VzYW1l99",
  "a podman line of a script": "script-env-pw-0917",
  "what a script writes into the journal": "journal-klartext-kennwort",
  "a journal line that says it is podman's": "journal-podman-pw-4410",
  "a personal token in the journal": "ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5",
  "the environment of the manager": "manager-env-secret-82",
  "the arguments of another process": "/srv/altes/archiv-passphrase",
} as const;

const run = "/usr/bin/podman run -d --rm --replace --pull never --network none";
const unit = `[Unit]
Description=ledger of ${planted["an email"]}
# ${planted["a comment"]}
Enviroment=DB=${planted["a misspelt key"]}

[Service]
Type=forking
RemainAfterExit=yes
EnvironmentFile=/etc/falcon.env
Environment=DB_PASSWORD=${planted["Environment="]}
Environment="PHRASE=${planted["a quoted Environment="]}" LANG=C.UTF-8
Environment=A=1 \\
  B=${planted["Environment= that goes on in a next line"]}
Environment=OWNER=${planted["Environment= in base64 of a name"]}
SetCredential=db:${planted["SetCredential="]}
ExecStartPre=-${home}/bin/prepare.sh
ExecStartPre=-${run} --name ${planted["a container"]} --env TOKEN=${planted["--env"]} -e KEY=${planted["-e"]} -eGLUED=${planted["-e without a blank"]} --secret ${planted["a secret of podman's that is missing"]},type=env,target=DB --label kunde=${planted["--label"]} --mac-address ${planted["a hardware address"]} --add-host db:${planted["an address"]} ${planted["a registry"]}/team/ledger:1 ${planted["the container's own arguments"]}
ExecStartPre=-${run} --name ${planted["a container that runs"]} --secret ${planted["a secret of podman's that is there"]} localhost/app:1 /bin/app ${planted["arguments of a container that runs"]}
ExecStartPre=-${run} \\
  -l owner=${planted["a label in a next line"]} --hostname ${planted["a container's host name"]} \\
  --name next-line localhost/none:1 ${planted["arguments of a container, in a next line"]} \\
  last
ExecStartPre=-/usr/bin/curl -s -u ${planted["curl's -u"]} https://localhost/
ExecStartPre=-/usr/bin/mysqldump -p${planted["mysqldump's -p"]} db
ExecStartPre=-/usr/bin/podman login -u bob -p ${planted["podman login's -p"]} localhost:1
ExecStartPre=-/bin/sh -c 'echo ${planted["what is piped into podman login"]} | podman login -u bob --password-stdin localhost:1'
ExecStartPre=-/usr/bin/curl -s https://hooks.example.org/${planted["a URL that is a key"]}
ExecStartPre=-/usr/bin/podman --log-level error exec -u 0 ${planted["a container that runs"]} /bin/app ${planted["arguments of exec"]}
ExecStartPre=-/bin/sh -c 'PGPASSWORD=${planted["a command in quotes"]} podman pod start ${planted["a pod"]}'
ExecStartPre=-/usr/bin/curl https://${planted["credentials in a URL"]}@${planted["a registry"]}/hook?u=${base64(planted["another account"])}
ExecStart=/usr/bin/podman pod start web
ExecStop=/usr/bin/podman pod stop web

[Install]
WantedBy=default.target
`;
const dropIn = `[Service]\n# ${planted["a comment of a drop-in"]}\nEnvironment=X=${planted["Environment= of a drop-in"]}\n`;
const script = `#!/bin/sh
# run by ${planted["another account"]}
API_TOKEN=${planted["a script"]}
echo "login with ${planted["what a script writes into the journal"]} from ${planted["an address"]}"
echo "Error: password=${planted["a journal line that says it is podman's"]}: refused by ${planted["the host"]}" | systemd-cat -t podman
echo "Error: ${planted["a personal token in the journal"]} for ${base64(planted["a pod"])}" | systemd-cat -t podman
echo "Error: ${planted["a name in hexadecimal digits"]} or ${planted["a name with escapes"]}, registry ${planted["a registry in prose"]}" | systemd-cat -t podman
podman start web # ${planted["a comment behind a script's command"]}
curl -H "Authorization: Basic ${planted["an authorization header"]}" "https://[${planted["an IPv6 address"]}]/"
podman run -d -e PW=${planted["a podman line of a script"]} --pull never ${planted["a registry"]}/x /home/${planted["a third account, in a path"]}/start
exit 0
`;

/** Where all of it stands, as anybody on the host could read it: the trial would see it. */
const everything = `cat ${units}/pod.service ${units}/pod.service.d/* ${home}/bin/prepare.sh /etc/falcon.env /etc/passwd /etc/subuid
cat /proc/sys/kernel/hostname; ps -eww -o args; journalctl -b --all -o cat
for word in $(grep -rho '[A-Za-z0-9+/=]\\{20,\\}' ${home}/.local/share/containers/storage/secrets); do echo "$word" | base64 -d 2>/dev/null; done
cat ${home}/.local/share/containers/storage/secrets/*
setpriv --reuid=podder --regid=podder --init-groups env XDG_RUNTIME_DIR=/run/user/1001 systemctl --user show-environment`;

const files = { bundle: "r.json.gz", page: "r.html", text: "r.md" } as const;

function secretsStay(release: Release): RepairTrial {
  return {
    name: "report-secrets",
    release,
    on: "seed",
    async run(host) {
      await plantAll(host);
      await host.boot();
      await stir(host);
      const seen = await host.asRoot(["sh", "-c", everything]);
      const ids = (await host.asRoot(["cat", "/proc/sys/kernel/random/boot_id", "/etc/machine-id"])).stdout.trim();
      const [boot = "", machine = ""] = ids.split("\n");
      const missing = Object.entries(planted).filter(([, value]) => !seen.stdout.includes(value));
      expectThat(`all of it is on the host (${missing.map(([what]) => what).join(", ")})`, missing.length === 0, seen);
      const wanted = { ...planted, "the boot's id": boot, "the machine's id": machine };
      for (const view of ["root", "user"] as const) {
        const texts = await report(host, view);
        const found = Object.entries(texts).flatMap(([file, text]) =>
          foundIn(text, wanted).map((what) => `in the ${file} as ${view}, ${what}`),
        );
        expectThat(`nothing of it is in the report (${found.join("; ")})`, found.length === 0);
        const differences = await replayDifferences(host, view);
        expectThat(`the report as ${view} replays (${differences.join("; ")})`, differences.length === 0);
      }
    },
  };
}

async function plantAll(host: HostUnderTest): Promise<void> {
  const own = { owner: "podder" } as const;
  await host.putFile(`${units}/pod.service`, unit, own);
  await host.putFile(`${units}/pod.service.d/10-own.conf`, dropIn, own);
  await host.putFile(`${home}/bin/prepare.sh`, script, { ...own, mode: 0o755 });
  await host.putFile("/etc/falcon.env", `PASSWORD=${planted["an environment file"]}\n`, { mode: 0o644 });
  const account = `usermod -c '${planted["the person"]},,${planted["a telephone number"]}' podder
echo '${planted["another account"]}:x:1500:1500::/home/${planted["another account"]}:/bin/sh' >> /etc/passwd
echo '${planted["another account"]}:900000:65536' >> /etc/subuid
echo '${planted["the host"]}' > /etc/hostname`;
  const planting = await host.asRoot(["sh", "-e", "-c", account]);
  expectThat("the accounts can be planted", planting.exit === 0, planting);
}

/** What exists only on a booted host: its full name, a secret, lines of the journal, processes. */
async function stir(host: HostUnderTest): Promise<void> {
  const asRoot = `hostname ${planted["the host"]}.${planted["the domain"]}
echo 'New session 3 of user ${planted["an account in the journal"]}.' | systemd-cat -t systemd-logind
setsid sh -c 'sleep 300; :' ${planted["the arguments of another process"]} > /dev/null 2>&1 &`;
  const asUser = `printf %s '${planted["what that secret holds"]}' | podman secret create ${planted["a secret of podman's that is there"]} -
systemctl --user set-environment SESSION_KEY=${planted["the environment of the manager"]}
setsid sh -c 'sleep 300; :' ${planted["the arguments of another process"]} > /dev/null 2>&1 &
systemctl --user restart pod.service; journalctl --sync || true`;
  const rooted = await host.asRoot(["sh", "-c", asRoot]);
  expectThat("root can plant what is on a booted host", rooted.exit === 0, rooted);
  const own = await host.asUser(["sh", "-c", asUser], { session: "environment", seconds: 120 });
  expectThat("the account can plant what is on a booted host", own.exit === 0, own);
}

/** A report in each form, as its readers have it: the bundle unpacked. */
async function report(host: HostUnderTest, view: View): Promise<Readonly<Record<keyof typeof files, string>>> {
  const [folder, words] = view === "root" ? ["/root", "--user podder"] : [home, ""];
  const making = Object.values(files)
    .map(
      (file) =>
        `"$1" report ${words} -o ${folder}/${file} --force > /dev/null || exit; base64 -w0 ${folder}/${file}; echo`,
    )
    .join("\n");
  const argv = ["sh", "-c", making, "sh", PODDOCTOR];
  const made =
    view === "root" ? await host.asRoot(argv) : await host.asUser(argv, { session: "environment", seconds: 60 });
  expectThat(`the reports can be made as ${view}`, made.exit === 0, { ...made, stdout: "" });
  const [bundle = "", page = "", text = ""] = made.stdout.split("\n").map((line) => Buffer.from(line, "base64"));
  return { bundle: gunzipSync(bundle).toString(), page: page.toString(), text: text.toString() };
}

/** Reports of booted hosts, beyond those of single faults. */
export const reportTrials: readonly RepairTrial[] = [secretsStay("trixie"), secretsStay("bookworm")];
