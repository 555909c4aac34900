import { connect, type Socket } from "node:net";
import type { CommandResult } from "./command.ts";

/**
 * What runs commands in a virtual machine: it reads lines `ID SECONDS SCRIPT` from a virtio-serial port and answers
 * `ID EXIT =STDOUT =STDERR`, the texts in base64. Bash alone, so that nothing need be installed.
 */
export const AGENT = `#!/bin/bash
exec 3<>/dev/virtio-ports/poddoctor-lab
folder=$(mktemp -d /run/poddoctor-lab.XXXXXX)
echo ready >&3
while read -r id seconds script <&3; do
  base64 -d <<<"$script" >"$folder/script"
  timeout -s KILL "$seconds" bash "$folder/script" </dev/null >"$folder/out" 2>"$folder/err" 3>&-
  exit=$?
  echo "$id $exit =$(base64 -w0 "$folder/out") =$(base64 -w0 "$folder/err")" >&3
done
`;

/** As early as can be, so that a host whose boot hangs can still be asked; it waits for nothing and nothing for it. */
export const AGENT_UNIT = `[Unit]
Description=poddoctor lab: runs commands for the lab
DefaultDependencies=no
After=systemd-udev-trigger.service systemd-tmpfiles-setup.service
Conflicts=shutdown.target
Before=shutdown.target

[Service]
Environment=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ExecStartPre=/bin/bash -c 'until [ -e /dev/virtio-ports/poddoctor-lab ]; do sleep 0.2; done'
ExecStart=/usr/local/lib/poddoctor-lab/agent
KillMode=process
Restart=on-failure

[Install]
WantedBy=sysinit.target
`;

interface Waiting {
  readonly done: (result: CommandResult) => void;
  readonly fail: (error: Error) => void;
}

/** The lab's end of the port: one command at a time, in the order of the calls. */
export class AgentPort {
  readonly ready: Promise<void>;
  readonly #socket: Socket;
  readonly #waiting = new Map<string, Waiting>();
  #rest = "";
  #count = 0;
  #readyNow: () => void = () => {};

  /** Connects to the unix socket at which qemu offers the port; it must be there. */
  constructor(path: string) {
    this.ready = new Promise((done) => {
      this.#readyNow = done;
    });
    this.#socket = connect(path);
    this.#socket.setEncoding("latin1");
    this.#socket.on("data", (text: string) => this.#receive(text));
    this.#socket.on("error", (error) => this.#close(error));
    this.#socket.on("close", () => this.#close(new Error("the virtual machine has closed its port")));
  }

  /** Runs a bash script in the guest. Rejects when the machine goes away, or does not answer within the time and 30 s. */
  run(script: string, seconds: number): Promise<CommandResult> {
    const id = `c${this.#count++}`;
    const answer = new Promise<CommandResult>((done, fail) => {
      this.#waiting.set(id, { done, fail });
      const late = setTimeout(
        () => fail(new Error(`no answer from the virtual machine: ${script}`)),
        (seconds + 30) * 1000,
      );
      late.unref();
    });
    this.#socket.write(`${id} ${seconds} ${Buffer.from(script).toString("base64")}\n`);
    return answer;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "ready") this.#readyNow();
      const [id = "", exit, stdout = "", stderr = ""] = line.split(" ");
      const decode = (field: string): string => Buffer.from(field.slice(1), "base64").toString("utf8");
      this.#waiting.get(id)?.done({ exit: Number(exit), stdout: decode(stdout), stderr: decode(stderr) });
      this.#waiting.delete(id);
    }
  }

  #close(error: Error): void {
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}
