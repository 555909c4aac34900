import type { DiagnosisDocument } from "../diagnosis/document.ts";
import type { Style } from "./style.ts";
import { columns, cut, joinParts } from "./wrap.ts";

/** Who and where, with the versions that decide: one line, or two where the names are long. */
export function renderHeader({ account, host }: DiagnosisDocument, style: Style): readonly string[] {
  const name = style.data(account.name ?? "unknown account");
  const who = account.uid === null ? name : `${name} (uid ${account.uid})`;
  const parts = [
    host.name === null ? who : `${who} on ${style.data(host.name)}`,
    ...(host.os === null ? [] : [shortOs(style.data(host.os))]),
    host.systemd === null ? "no systemd" : `systemd ${host.systemd}`,
    // An installed podman, too, says no version where the account has no runtime directory (5.4).
    ...(host.podman === null ? [] : [`podman ${style.data(host.podman)}`]),
  ];
  const short = parts.map((part) => cut(part, columns, style.symbols.ellipsis));
  return joinParts(short, ` ${style.symbols.dot} `);
}

/** `Debian GNU/Linux 13 (trixie)` is `Debian 13` to people. */
function shortOs(os: string): string {
  return os.replace(" GNU/Linux", "").replace(/ \([^)]*\)$/, "");
}
