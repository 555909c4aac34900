import type { RehearsalDocument } from "../../src/rehearsal/document.ts";
import { PODDOCTOR } from "../lab/diagnosis.ts";
import type { Lab } from "../lab/lab.ts";
import { plant, podState } from "../lab/planting.ts";
import type { Release } from "../lab/releases.ts";
import type { Trial } from "../lab/trial.ts";
import { variantOf } from "../lab/variants.ts";

interface Tried {
  readonly name: string;
  readonly release: Release;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** What a rehearsal said and what the next real boot did; or why it could not be tried. */
export type Held =
  | (Tried & {
      readonly outcome: "held";
      readonly answer: RehearsalDocument["answer"];
      readonly played: boolean;
      readonly causes: readonly string[];
      /** What did not go as a rehearsal goes. */
      readonly failed: string;
      readonly boot: "up" | "down";
      readonly agrees: boolean;
      readonly seconds: number;
      readonly systemd: number | null;
      readonly podman: string | null;
    })
  | (Tried & { readonly outcome: "broken"; readonly why: string });

/** Plants, boots, rehearses, reboots, and looks whether the pod runs. */
export async function heldTrial(lab: Lab, { labCase, release, kind }: Trial, binary: string): Promise<Held> {
  const tried = { name: labCase.name, release, at: new Date().toISOString() };
  const host = await lab.make({ release, variant: labCase.on, kind, binary });
  try {
    const { containers } = variantOf(release, labCase.on);
    const expected = labCase.kind === "healthy" || labCase.pod === "up";
    if (labCase.plant !== undefined) await plant(host, labCase.plant);
    await host.boot();
    if (labCase.plantRunning !== undefined) await plant(host, labCase.plantRunning);
    await podState(host, containers, expected);
    const begun = Date.now();
    const rehearse = [PODDOCTOR, "rehearse", "--user", "podder", "--yes", "--json"];
    const asked = await host.asRoot(rehearse, { seconds: 300 });
    // A case may have a login, which ends with the reboot.
    const result = asked.stderr.includes("--even-with-sessions")
      ? await host.asRoot([...rehearse, "--even-with-sessions"], { seconds: 300 })
      : asked;
    const seconds = Math.round((Date.now() - begun) / 100) / 10;
    if (result.stdout === "")
      return { ...tried, outcome: "broken", why: `exit ${result.exit}: ${result.stderr.trim()}` };
    const { answer, played, causes, parts, diagnosis } = JSON.parse(result.stdout) as RehearsalDocument;
    await host.reboot();
    const up = await podState(host, containers, expected);
    return {
      ...tried,
      outcome: "held",
      answer,
      played,
      causes: causes.map(({ check }) => check),
      failed: parts.flatMap(({ failed }) => failed ?? []).join("; "),
      boot: up ? "up" : "down",
      agrees: up === (answer === "started") && answer !== "unknown" && result.exit === (up ? 0 : 1),
      seconds,
      systemd: diagnosis.host.systemd,
      podman: diagnosis.host.podman,
    };
  } catch (error) {
    return { ...tried, outcome: "broken", why: error instanceof Error ? error.message : String(error) };
  } finally {
    await host.destroy();
  }
}
