import { liveProperties } from "../../src/diagnosis/findings.ts";
import type { UnitCalls } from "../../src/facts/podman-commands/index.ts";
import type { UnitStates } from "../../src/facts/unit-states.ts";
import type { UnitWords } from "../../src/facts/unit-words.ts";

/** A port of the host that a unit wants, and how that is known: by its Exec line, or by what podman said at this boot. */
export interface WantedPort {
  readonly port: number;
  readonly protocol: string;
  /** Empty for all. */
  readonly address: string;
  readonly source: string;
  readonly line: string;
}

/** The ports that a unit's calls publish. Beside a network of the host's or none podman ignores them. */
export function publishedPorts({ calls }: UnitCalls): readonly WantedPort[] {
  return calls
    .filter(({ needs }) => needs.mode !== "other")
    .flatMap(({ path, line, text, needs }) =>
      needs.ports.flatMap(({ first, last, protocol, address }) =>
        Array.from({ length: Math.min(last - first + 1, 100) }, (_, index) => ({
          port: first + index,
          protocol,
          address,
          source: `${path}:${line}`,
          line: text,
        })),
      ),
    );
}

const refusals = {
  privileged:
    /Failed to bind port (\d+) \(Permission denied\)|cannot expose privileged port (\d+)|Listen failed for HOST (?:TCP|UDP) port \S*?(\d+): Permission denied/,
  taken:
    /Failed to bind port (\d+) \(Address already in use\)|listen (?:tcp|udp) \S*:(\d+): bind: address already in use/,
};

/**
 * The ports that podman did not get at this boot, as it said for the unit: what a made container publishes stands in no
 * file. Where the Exec line itself says it, that counts, and what runs has got its ports: it may have been mended since.
 */
export function refusedPorts(
  unit: string,
  { calls }: UnitCalls,
  why: keyof typeof refusals,
  { unitWords, unitStates }: { readonly unitWords: UnitWords; readonly unitStates: UnitStates },
): readonly WantedPort[] {
  if (liveProperties(unitStates, unit)?.ActiveState === "active") return [];
  if (!calls.some(({ call }) => call.verb === "start" || call.verb === "pod start")) return [];
  return unitWords.lines.flatMap(({ unit: of, message, identifier }) => {
    const found = of === unit ? refusals[why].exec(message) : null;
    const port = Number(found?.slice(1).find((group) => group !== undefined));
    const protocol = /-u |UDP|listen udp/.test(message) ? "udp" : "tcp";
    return found ? [{ port, protocol, address: "", source: unitWords.command, line: `${identifier}: ${message}` }] : [];
  });
}
