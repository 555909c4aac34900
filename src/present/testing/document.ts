import { countsOf, type DiagnosisDocument, type ResultDocument } from "../../diagnosis/document.ts";
import { chainSteps } from "../../diagnosis/order.ts";
import { styleOf } from "../style.ts";
import type { TextOptions } from "../text.ts";

/** How tests look at a text: as the account itself, in a locale with symbols, without colour. */
export const plain: TextOptions = {
  style: styleOf({ utf8: true, colour: false }),
  verbose: false,
  root: false,
  durationMs: 210,
};

/** A result of podder's, with what a test says of it. */
export function result(given: Partial<ResultDocument> & Pick<ResultDocument, "check" | "status">): ResultDocument {
  return { group: "linger", subject: "podder", summary: `What ${given.check} says`, evidence: [], ...given };
}

/** The diagnosis of a healthy host, or one with other results and another verdict. */
export function diagnosis(
  results: readonly ResultDocument[] = [result({ check: "linger-not-enabled", status: "pass" })],
  verdict: Partial<DiagnosisDocument["verdict"]> = {},
): DiagnosisDocument {
  return {
    schema: "poddoctor/diagnosis/1",
    poddoctor: { version: "0.0.0" },
    at: "2026-11-23T09:00:00.000Z",
    host: {
      name: "web1",
      os: "Debian GNU/Linux 13 (trixie)",
      kernel: "6.12.0",
      systemd: 257,
      podman: "5.4.2",
      bootId: "4f0f3a8e",
      bootedAt: "2026-11-23T06:50:11.000Z",
    },
    account: { name: "podder", uid: 1001, home: "/home/podder" },
    verdict: {
      lastBoot: "started",
      nextBoot: "will-start",
      causes: [],
      sentence: "pod.service will start at the next boot.",
      chain: chainSteps.map((step) => ({ step, status: "ok" as const })),
      ...verdict,
    },
    results,
    counts: countsOf(results),
  };
}

/** A host where lingering is off, with what follows from that. */
export function lingerOff(): DiagnosisDocument {
  return diagnosis(
    [
      result({
        check: "linger-not-enabled",
        status: "fail",
        summary: "Lingering is off for podder",
        evidence: [
          { source: "/var/lib/systemd/linger/podder", lines: ["does not exist"] },
          {
            source: "journalctl -b --unit user@1001.service",
            exit: 1,
            lines: ["Nov 23 09:14:02 web1 systemd[1]: Starting User Manager for UID 1001..."],
          },
        ],
        repair: { tier: "root", steps: [{ as: "root", command: "loginctl enable-linger podder" }], automatic: true },
      }),
      result({ check: "user-dbus-missing", status: "fail", consequenceOf: ["linger-not-enabled"] }),
      result({ check: "daemon-reload-missing", status: "blocked", blockedBy: ["linger-not-enabled"] }),
      result({ check: "unit-not-enabled", status: "pass", subject: "pod.service" }),
    ],
    {
      lastBoot: "not-attempted",
      nextBoot: "will-not-start",
      causes: [{ check: "linger-not-enabled", subject: "podder" }],
      sentence:
        "pod.service did not start at the last boot, and will not at the next: lingering is off for podder, so no user manager was started at boot.",
      chain: chainSteps.map((step) => ({
        step,
        status:
          step === "linger" ? "broken" : step === "boot" || step === "unit" || step === "enabled" ? "ok" : "waiting",
      })),
    },
  );
}
