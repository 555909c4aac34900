import { type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, edit, lineOf, pass } from "../../src/diagnosis/findings.ts";
import type { Account } from "../../src/facts/account.ts";
import type { Journal } from "../../src/facts/journal.ts";
import type { PodUnits } from "../../src/facts/pod-units.ts";
import type { KernelSwitch } from "../../src/facts/user-namespaces.ts";
import { explicitRepairOf, type Repair } from "../../src/repair/repair.ts";

/** What the two checks of the kernel's switches have in common. */
export interface Around {
  readonly account: Account;
  readonly podUnits: PodUnits;
  readonly journal: Journal;
  /** What `fix` sets. */
  readonly enough: number;
  /** The name of the file that it writes. */
  readonly file: string;
}

/** Whether one of the kernel's switches keeps the account from making the user namespace that rootless podman lives in. */
export function refusedNamespaces(setting: KernelSwitch, around: Around): Finding {
  const { account, podUnits, journal, enough } = around;
  const { name: subject } = account;
  const { name, path, now, setBy, setBeforeBoot } = setting;
  if (account.uid === 0) return notApplicable(subject, "root's containers need no user namespace");
  if (podUnits.units.length === 0 && podUnits.quadlets.length === 0)
    return notApplicable(subject, "There is no pod that would need a user namespace");
  if (now === undefined) return notApplicable(subject, `This kernel has no ${name}`);
  const current = { source: path, lines: [String(now)] };
  const said = journal.lines.find(({ message }) => message.includes(`user namespaces are not enabled in ${path}`));
  const seen = [current, ...(said ? [{ source: said.command ?? journal.command, lines: [said.message] }] : [])];
  if (setBy?.value === 0) {
    const evidence = [lineOf(setBy, setBy.text), ...seen];
    const repair = now === 0 ? mending(setting, around) : undefined;
    const fix = asRoot(`echo ${name}=${enough} > /etc/sysctl.d/${around.file}`, `sysctl -w ${name}=${enough}`);
    // Somebody raises it behind systemd-sysctl's back, or did so once by hand: files cannot tell which.
    if (now !== 0 && setBeforeBoot !== false)
      return {
        subject,
        status: "warn",
        summary: `${setBy.path} sets ${name} to 0 at boot, and something has raised it to ${now} since`,
        because: `${setBy.path} sets ${name} to 0 at boot, and nobody can say what raised it to ${now} since`,
        evidence,
        fix,
      };
    return {
      subject,
      status: "fail",
      summary: `${setBy.path} sets ${name} to 0, so no user namespace can be made`,
      because: `${setBy.path} sets ${name} to 0, and without a user namespace podman does not start for anybody but root`,
      evidence,
      ...(repair ? { repair } : {}),
      fix,
    };
  }
  if (now !== 0) return pass(subject, `${name} lets podman make its user namespace`, current);
  if (setBy) {
    return {
      subject,
      status: "fail",
      onlyNow: true,
      summary: `${name} is 0 now; the next boot sets it to ${setBy.value}`,
      because: `${name} is 0 now, so podman makes no user namespace`,
      evidence: [...seen, lineOf(setBy, setBy.text)],
      fix: asRoot(`sysctl -w ${name}=${setBy.value}`),
    };
  }
  return {
    subject,
    status: "warn",
    summary: `${name} is 0, and no file of sysctl.d says so`,
    because: `${name} is 0, so podman makes no user namespace, and what set it may do so again`,
    evidence: [...seen, { source: "/etc/sysctl.d", lines: [`no file sets ${name}`] }],
    fix: [
      ...asRoot(`sysctl -w ${name}=${enough}`),
      edit(`Find what sets it (the kernel's command line, tuned, a service), and write ${name}=${enough} there.`),
    ],
  };
}

/** A file of its own, read after the one that says 0; none where that one would still be read later. */
function mending({ name, setBy }: KernelSwitch, { enough, file }: Around): Repair | undefined {
  if (setBy === undefined || (setBy.path.split("/").at(-1) ?? "") >= file) return undefined;
  return explicitRepairOf(
    {
      kind: "file",
      as: "root",
      path: `/etc/sysctl.d/${file}`,
      content: `# poddoctor: rootless podman needs user namespaces\n${name} = ${enough}\n`,
    },
    {
      kind: "command",
      as: "root",
      argv: ["sysctl", "-w", `${name}=${enough}`],
      undo: ["sysctl", "-w", `${name}=${setBy.value}`],
    },
  );
}
