import type { RehearsalDocument } from "../rehearsal/document.ts";
import type { Survey } from "../rehearsal/survey.ts";
import type { Style } from "./style.ts";
import { hang } from "./wrap.ts";

const headlines: Readonly<Record<RehearsalDocument["answer"], string>> = {
  started: "Played without a reboot, the boot starts everything",
  partly: "Played without a reboot, the boot starts only a part",
  "not-started": "The boot does not start the pods",
  unknown: "What the boot does could not be told",
};

/** What a rehearsal came to: the answer, why, and how it went. */
export function renderRehearsal(document: RehearsalDocument, style: Style): string {
  const { symbols } = style;
  const { answer, sentence, parts, stopped, missing, restored, notes } = document;
  const [mark, colour] =
    answer === "started"
      ? ([symbols.ok, "green"] as const)
      : answer === "unknown"
        ? ([symbols.unknown, "yellow"] as const)
        : ([symbols.broken, "red"] as const);
  const [first = "", ...rest] = hang(
    "x ",
    `${headlines[answer]}${sentence === "" ? "." : `${answer === "started" ? ". But" : ":"} ${style.data(sentence)}`}`,
  );
  const words = { stop: "stopped and gone", start: "manager up", settle: "pods settled" };
  const went = parts.map(
    ({ what, seconds, failed }) =>
      `${words[what]} ${failed === undefined ? `${seconds.toFixed(1)} s` : `(failed: ${style.data(failed)})`}`,
  );
  return [
    style.paint(colour, mark) + style.paint("bold", first.slice(1)),
    ...rest.map((line) => style.paint("bold", line)),
    ...(went.length > 0 ? hang("  ", went.join(` ${symbols.dot} `)) : []),
    ...(stopped.containers.length > 0 ? hang("  ", `stopped: ${list(stopped.containers, style)}`) : []),
    ...(missing.length > 0 ? hang("  ", `did not come back: ${list(missing, style)}`) : []),
    ...(restored.length > 0 ? hang("  ", `started again, as before: ${list(restored, style)}`) : []),
    ...notes.flatMap((note) => hang("  ", style.data(note))),
  ].join("\n");
}

/** What a rehearsal would stop, for the question whether it may. */
export function renderIntent(before: Survey, account: string, style: Style): readonly string[] {
  const { containers, services, sessions } = before;
  return [
    ...hang(
      "",
      `This stops ${style.data(account)}'s user manager with all that runs in it, and starts it as a boot would:`,
    ),
    ...hang("  ", `containers: ${containers.length === 0 ? "none" : list(containers, style)}`),
    ...hang("  ", `services: ${services.length === 0 ? "none" : list(services, style)}`),
    ...(sessions.length > 0 ? hang("  ", `and takes all that from under ${style.data(sessionNames(sessions))}`) : []),
  ];
}

/** Logins as loginctl(1) names them, with what logged in. */
export function sessionNames(sessions: Survey["sessions"]): string {
  const names = sessions.map(({ id, service, type }) => `${id} (${service || type})`);
  return `${names.length === 1 ? "session" : "sessions"} ${names.join(", ")}`;
}

/** Forty containers are a number, and some names. */
const shownNames = 8;

function list(names: readonly string[], { data }: Style): string {
  const shown = names.slice(0, shownNames).map(data).join(", ");
  return names.length <= shownNames ? shown : `${shown} and ${names.length - shownNames} more`;
}
