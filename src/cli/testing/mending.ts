import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executable, type Outcome, run } from "./executable.ts";

const isRoot = process.getuid?.() === 0;
/** An account of this machine for as long as a command runs: seen by nobody else, in a name space of mounts. */
const within = `mount --bind "$1/passwd" /etc/passwd && mount --bind "$1/var" /var/lib && cd / && shift && exec "$@"`;
const asAnna = ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups", "--"];

/** Whether this machine lets these tests make such a name space. */
export const mayPretend =
  isRoot && Bun.spawnSync(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"]).exitCode === 0;

export const unit = "[Service]\nExecStart=/usr/bin/podman start web\n[Install]\nWantedBy=default.target\n";

/** A machine with the account anna (uid 12345), whose home and whose system state are folders of this test. */
export function machine() {
  const path = mkdtempSync(join(tmpdir(), "poddoctor-"));
  const home = `${path}/home`;
  for (const folder of ["home", "var", "units"]) mkdirSync(`${path}/${folder}`);
  Bun.spawnSync(["chmod", "755", path]);
  chownSync(home, 12_345, 12_345);
  writeFileSync(`${path}/passwd`, `root:x:0:0:root:/root:/bin/sh\nanna:x:12345:12345::${home}:/bin/sh\n`);
  writeFileSync(`${path}/units/pod.service`, unit);
  const inside = (who: "root" | "anna", argv: readonly string[]) => [
    ...["unshare", "-m", "sh", "-c", within, "sh", path],
    ...(who === "anna" ? asAnna : []),
    ...argv,
  ];
  return {
    path,
    home,
    installed: `${home}/.config/systemd/user/pod.service`,
    install: ["fix", "--user", "anna", "--install", `${path}/units/pod.service`],
    /** Runs poddoctor without a terminal. */
    doctor: (who: "root" | "anna", ...words: readonly string[]): Promise<Outcome> =>
      run(inside(who, [executable, ...words])),
    /** Runs poddoctor on a terminal, in a shell that says afterwards how it ended and how it left the terminal. */
    async onTerminal(
      who: "root" | "anna",
      answers: readonly (string | (() => Promise<string>))[],
      ...words: readonly string[]
    ) {
      const left = [...answers];
      let written = "";
      let asked = 0;
      const child = Bun.spawn(
        inside(who, ["sh", "-c", `"$@"; echo "status $?"; stty -a`, "sh", executable, ...words]),
        {
          env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8", TERM: "xterm" },
          terminal: {
            cols: 80,
            rows: 50,
            data: (terminal, data) => {
              written += new TextDecoder().decode(data);
              const questions = written.split("[y/N] ").length - 1;
              if (questions <= asked) return;
              asked = questions;
              const answer = left.shift() ?? "\x04";
              if (typeof answer === "string") terminal.write(answer);
              else answer().then((text) => terminal.write(text));
            },
          },
        },
      );
      await child.exited;
      child.terminal?.close();
      const status = /status (\d+)/.exec(written)?.[1];
      const flags = written.split(/\s+/);
      const restored = ["echo", "icanon", "isig", "icrnl"].every((flag) => flags.includes(flag));
      return { status: Number(status), asked, restored, written: Bun.stripANSI(written).replaceAll("\r\n", "\n") };
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
