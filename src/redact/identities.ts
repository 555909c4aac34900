import { parsePasswd } from "../facts/account.ts";
import type { CommandAnswer } from "../host/host.ts";
import type { Recording } from "../host/recording.ts";
import { wordsOf } from "../host/recording.ts";
import { sortableNames, withTokens } from "./tokens.ts";
import { vendorWords, whyNot } from "./vocabulary.ts";

export type IdentityKind = "user" | "home" | "host" | "domain" | "pod" | "container" | "secret" | "boot" | "person";

/** Something that says who or where, and what stands for it. */
export interface Identity {
  readonly kind: IdentityKind;
  readonly value: string;
  readonly token: string;
  /** Any word may be this one: it is replaced only where the text says what it names. */
  readonly onlyWhereNamed?: true;
}

export interface Identities {
  readonly known: readonly Identity[];
  /** Names that stay, and why. */
  readonly left: readonly { readonly kind: IdentityKind; readonly value: string; readonly why: string }[];
}

/** System accounts are the distribution's (login.defs(5)). */
const firstUserUid = 1000;
const nobodyUid = 65_534;
const usualParents = /^\/(home|var\/home|var\/lib|srv|opt|export\/home|data|users|u)$/;

/** Looks through a recording for who and where it is about; the account asked about is `user-1`. */
export function identitiesIn(recording: Recording, account: string | undefined): Identities {
  const words = vendorWords(recording);
  const texts = textsOf(recording);
  const all = texts.join("\n");
  const found = new Map<string, IdentityKind>();
  const left: { kind: IdentityKind; value: string; why: string }[] = [];
  const add = (kind: IdentityKind, value: string | undefined) => {
    if (value === undefined || value === "" || found.has(value) || left.some((one) => one.value === value)) return;
    // Another case of a known name is told by its token's.
    if ([...found.keys()].some((other) => other.toLowerCase() === value.toLowerCase())) return;
    if (value === "root" || value === "nobody" || value === "localhost") return;
    const why = kind === "home" || kind === "boot" ? undefined : whyNot(value, words);
    if (why === undefined) found.set(value, kind);
    else left.push({ kind, value, why });
  };
  for (const name of usersOf(recording, account, all)) {
    // Of `CORP\\podder` and `podder@corp.example` it must still be seen whose names they are.
    const { user, domain } = partsOf(name);
    add("user", user);
    add("domain", domain);
  }
  for (const { home, name } of passwdOf(recording)) {
    const parent = home.slice(0, home.lastIndexOf("/"));
    if (!usualParents.test(parent) && home !== "/root" && home.split("/").length > 2 && name !== "root")
      add("home", home);
    else if (!home.endsWith(`/${name}`) && usualParents.test(parent)) add("user", home.slice(parent.length + 1));
  }
  const host = textOfFile(recording, "/proc/sys/kernel/hostname") || textOfFile(recording, "/etc/hostname");
  const [label, ...domain] = host.split(".");
  add("host", label);
  if (domain.length > 0) add("domain", domain.join("."));
  for (const value of bootIdsOf(recording, texts)) add("boot", value);
  const { pods, containers } = podNamesIn(all);
  for (const name of pods) add("pod", name);
  for (const name of containers) add("container", name);
  for (const name of secretsIn(recording, all)) add("secret", name);
  const options = new Set(all.match(/(?<=--)[a-z][a-z-]*/g));
  const common = [...left, ...[...found].map(([value, kind]) => ({ value, kind, why: undefined }))]
    .filter(({ kind, value, why }) => kind === "secret" && (why !== undefined || options.has(value)))
    .map(({ value }) => value);
  for (const value of common) found.set(value, "secret");
  const known = withTokens(found, all, sortableNames(recording, all)).map((identity) =>
    common.includes(identity.value) ? { ...identity, onlyWhereNamed: true as const } : identity,
  );
  return { known, left: left.filter(({ kind }) => kind !== "secret") };
}

/** Accounts of people, the one asked about first. */
function usersOf(recording: Recording, account: string | undefined, all: string): readonly string[] {
  const entries = passwdOf(recording);
  const system = new Set(entries.filter(({ uid }) => uid < firstUserUid || uid === nobodyUid).map(({ name }) => name));
  const subordinate = ["/etc/subuid", "/etc/subgid"].flatMap((path) =>
    textOfFile(recording, path)
      .split("\n")
      .map((line) => line.split(":")[0] ?? ""),
  );
  const lingering = Object.entries(recording.lists).flatMap(([question, answer]) =>
    question.includes('"/var/lib/systemd/linger"') && answer.outcome === "listed"
      ? answer.entries.map(({ name }) => name)
      : [],
  );
  const { USER, SUDO_USER } = recording.caller.environment;
  const homes = [...all.matchAll(/\/home\/([\p{L}\p{N}_][\p{L}\p{N}_.-]*)/gu)].map(([, name = ""]) =>
    name.replace(/\.+$/, ""),
  );
  const sessions = [
    ...all.matchAll(/\b(?:of|for) user ["']?([\p{L}_][\p{L}\p{N}_.+-]*?)["']?(?=[.,;:\s]|\\?"|$)/gmu),
  ].map(([, name]) => name ?? "");
  const asked = Object.keys(recording.commands).flatMap(
    (question) => /^\[(?:"as \d+",)?"(?:chage","-l|id","-G","--)","([^"\\]+)"/.exec(question)?.[1] ?? [],
  );
  const people = entries.filter(({ uid }) => uid >= firstUserUid && uid !== nobodyUid).map(({ name }) => name);
  // subuid(5) has uids, too.
  const told = [...subordinate.filter((name) => !/^\d+$/.test(name)), ...homes.filter((name) => !/^\d+$/.test(name))];
  const names = [account ?? "", ...asked, ...people, USER ?? "", SUDO_USER ?? "", ...told, ...lingering, ...sessions];
  const own = names.filter((name) => /^[^\s:/#\p{Cc}][^:/\p{Cc}]*$/u.test(name) && !system.has(name));
  return [...new Set(own)];
}

/** A domain's part of an account's name and the account's, as winbind(8) and sssd(8) write them; `\\x5c` in the name of a file. */
function partsOf(name: string): { readonly user: string; readonly domain?: string } {
  const [, before, after] = /^([^\\@]+)(?:\\x5c|\\+)([^\\]+)$/.exec(name) ?? [];
  if (before !== undefined && after !== undefined) return { user: after, domain: before };
  const [, user, domain] = /^([^\\@]+)@([^\\@]+\.[^\\@]+)$/.exec(name) ?? [];
  return user === undefined || domain === undefined ? { user: name } : { user, domain };
}

function passwdOf({ commands }: Recording) {
  return Object.entries(commands).flatMap(([question, answer]) =>
    /^\[("as \d+",)?"getent","passwd"/.test(question) && answer.outcome === "exited" ? parsePasswd(answer.stdout) : [],
  );
}

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** Ids of boots and of the machine; journald writes them without dashes. */
function bootIdsOf(recording: Recording, texts: readonly string[]): readonly string[] {
  const dashed = texts.flatMap((text) => text.match(uuid) ?? []).map((id) => id.toLowerCase());
  const bare = texts.flatMap((text) =>
    [...text.matchAll(/"_(?:BOOT|MACHINE)_ID"\s*:\s*"([0-9a-f]{32})"/g)].map(([, id = ""]) => id),
  );
  const machine = textOfFile(recording, "/etc/machine-id");
  const all = new Set([
    ...dashed,
    ...dashed.map((id) => id.replaceAll("-", "")),
    ...bare,
    ...(machine === "" ? [] : [machine]),
  ]);
  return [...all].filter((id) => !/^0{8}-?0{4}-?4000-?8000-?0{12}$/.test(id));
}

const name = "[A-Za-z0-9][A-Za-z0-9_.-]*";

/** Names of pods and containers: from conmon, from podman's words, from quadlets. */
function podNamesIn(all: string): { readonly pods: readonly string[]; readonly containers: readonly string[] } {
  const find = (...patterns: readonly string[]) =>
    patterns.flatMap((pattern) => [...all.matchAll(new RegExp(pattern, "g"))].map(([, value = ""]) => value));
  const pods = find(
    `\\bpodman pod (?:start|stop|create|rm|restart|kill)(?: --?[\\w=-]+)* (${name})`,
    `--pod[= ](?:new:)?(${name})`,
    `\\bPodName=(${name})`,
    `"podName\\\\?":\\\\?"(${name})`,
  );
  const containers = find(
    ` -n (${name})`,
    `--name[= ]["']?(${name})`,
    `\\bContainerName=(${name})`,
    `"containerName\\\\?":\\\\?"(${name})`,
    `\\bpodman (?:container )?(?:start|stop|rm|restart|kill|wait|logs|attach)(?: --?[\\w=-]+)* (${name})`,
    `\\b(?:image|name)=[^,)]*, name=(${name})`,
    `/([\\w.-]+)\\.container\\b`,
  );
  const tidy = (names: readonly string[]) => [
    ...new Set(
      names
        // Quadlet puts `systemd-` before the name of the file.
        .map((value) => value.replace(/^systemd-/, "").replace(/\.(service|container|pod|kube)$/, ""))
        .filter((value) => !/^[0-9a-f]{12,64}(-infra)?$/.test(value) && value !== "" && !value.includes("%")),
    ),
  ];
  return { pods: tidy(pods), containers: tidy(containers) };
}

/** What stands before the name of one of podman's secrets; behind it the word ends. */
export const beforeSecret = [
  `--secret[= ]["']?`,
  `\\bSecret=["']?`,
  `\\bpodman secret(?: (?:create|exists|inspect|rm|ls))?(?: --?[\\w=-]+)* `,
  `\\bwith name or id \\\\?"`,
  `\\bsecretName: +["']?`,
  `"secretName\\\\?":\\\\?"`,
  `\\bsecret(?:Key)?Ref:\\s+(?:key: .*\\s+)?name: +["']?`,
  `\\bkind: Secret\\s+metadata:\\s+name: +["']?`,
  `[{,]\\\\?"(?=[\\w.-]+\\\\?":\\\\?"[0-9a-f]{25}\\\\?")`,
].join("|");

/** Names of podman's secrets: where units and scripts say them, and those that there are. */
function secretsIn({ files }: Recording, all: string): readonly string[] {
  const kept = Object.entries(files).flatMap(([question, answer]) => {
    const asked = wordsOf(question).some((word) => word.endsWith("/secrets/secrets.json"));
    return asked && answer.outcome === "read" && "text" in answer
      ? [...answer.text.matchAll(/"([\w.-]+)":"[0-9a-f]{25}"/g)]
      : [];
  });
  const said = all.matchAll(new RegExp(`(?:${beforeSecret})(${name})(?![\\w.-])`, "g"));
  const names = [...kept, ...said].map(([, value = ""]) => value.replace(/[.-]+$/, ""));
  return [...new Set(names.filter((value) => !/^(?:[0-9a-f]{25}|create|exists|inspect|rm|ls)$/.test(value)))];
}

function textOfFile({ files }: Recording, path: string): string {
  const answer = files[JSON.stringify([path])];
  return answer?.outcome === "read" && "text" in answer ? answer.text.trim() : "";
}

/** Every text of a recording: questions, answers, names. The distribution's own unit files name nobody. */
function textsOf(recording: Recording): readonly string[] {
  const output = (answer: CommandAnswer) =>
    answer.outcome === "exited" ? [answer.stdout, answer.stderr] : [answer.detail];
  return [
    ...Object.entries(recording.commands).flatMap(([question, answer]) => [...wordsOf(question), ...output(answer)]),
    ...Object.entries(recording.files).flatMap(([question, answer]) => {
      const isVendor = wordsOf(question).some((word) => /^\/usr\/(?!local\/)/.test(word));
      const text =
        answer.outcome !== "read" || isVendor
          ? ""
          : "text" in answer
            ? answer.text
            : Buffer.from(answer.base64, "base64").toString("latin1");
      return [...wordsOf(question), text];
    }),
    ...Object.entries(recording.stats).flatMap(([question, answer]) => [
      ...wordsOf(question),
      answer.outcome === "present" ? (answer.target ?? "") : "",
    ]),
    ...Object.entries(recording.lists).flatMap(([question, answer]) => [
      ...wordsOf(question),
      ...(answer.outcome === "listed" ? answer.entries.map((entry) => entry.name) : []),
    ]),
  ];
}
