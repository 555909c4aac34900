import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { linesOf, saidBy } from "../../src/diagnosis/said.ts";
import type { PodUnit } from "../../src/facts/pod-units.ts";
import { podmanCall } from "../../src/facts/podman-call.ts";
import { serviceType } from "../../src/facts/unit-file/index.ts";

const timedOut = /start operation timed out/;

export const notifyWithoutReady = defineCheck({
  id: "notify-without-ready",
  group: "service",
  title: "Somebody tells systemd that a Type=notify service is up",
  layer: "service",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "unitStates", "journal"],
  consequenceOf: [
    "exec-missing",
    "exec-bad-script",
    "stale-generated-unit-ids",
    "name-in-use-after-unclean-stop",
    "user-dbus-missing",
  ],
  judge({ podUnits, unitStates, journal }) {
    return eachPodUnit(podUnits, (unit) => {
      const { name, config } = unit;
      if (!config) return notApplicable(name, "There is no readable unit file");
      const type = serviceType(config);
      if (!type.startsWith("notify")) return notApplicable(name, `The service is of type ${type}`);
      const speaker = speakerOf(unit);
      const evidence = propertiesOf(unitStates, name, ["Type", "ActiveState", "Result"]);
      const live = liveProperties(unitStates, name);
      if (live?.ActiveState === "active") return pass(name, "systemd was told that the service is up", ...evidence);
      if (speaker?.who === "podman")
        return pass(name, "podman tells systemd when the container is up (--sdnotify=conmon)");
      const line = saidBy(name, timedOut, journal);
      // A podman that returns before anybody said it ends the start at once: Result=protocol.
      const neverUp = live?.ActiveEnterTimestampMonotonic === "0";
      const late = line !== undefined || (neverUp && (live.Result === "timeout" || live.Result === "protocol"));
      const never = speaker?.who === "nobody" && config.boolean("Service", "RemainAfterExit") !== true;
      if (speaker && (late || never)) {
        const { setting, why } = speaker;
        return {
          subject: name,
          status: "fail",
          summary: `Type=${type}, and nobody tells systemd that the service is up`,
          because: `its Type=${type} waits for READY=1, and ${why}`,
          evidence: [
            lineOf(setting, `${setting.key}=${setting.raw}`),
            ...(line ? [linesOf(journal, line)] : []),
            ...evidence,
          ],
          fix: [
            edit(
              speaker.starts
                ? `In ${config.last("Service", "Type")?.path ?? setting.path}: write Type=forking, as podman returns when the containers run.`
                : `In ${setting.path}, line ${setting.line}: add --sdnotify=conmon.`,
            ),
          ],
        };
      }
      return pass(name, "Nothing says that the service was not reported to be up");
    });
  },
  explanation: {
    what: "The service is of Type=notify, so systemd waits for the message READY=1, and nobody sends it: podman leaves it to the program in the container (`--sdnotify=container`, the default; `Notify=true` in a quadlet), or to nobody (`--sdnotify=ignore`, `podman pod start`).",
    why: "Until READY=1 comes the service is `activating`; after TimeoutStartSec= (90 s) systemd stops it, the running containers with it: `start operation timed out. Terminating.`, `Result=timeout`. Until then everything looks well. With RemainAfterExit=yes systemd 257 ends it at once (`Result=protocol`), 252 lets it be.",
    see: [
      "systemctl --user show UNIT -p Type,NotifyAccess,Result",
      "podman container inspect NAME --format '{{.Config.SdNotifyMode}}'",
    ],
    mend: "`--sdnotify=conmon` in the `podman run` (podman then says it when the container runs); for `podman start` and `podman pod start` Type=forking, or Type=oneshot with RemainAfterExit=yes.",
    healthy:
      "A program that sends READY=1 itself; `podman run --sdnotify=conmon`, which `podman generate systemd` and quadlets write.",
    sources: [
      "podman-run(1), --sdnotify",
      "systemd.service(5), Type=notify",
      "failure catalogue C33",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

/** Who is to send READY=1. */
interface Speaker {
  readonly who: "podman" | "container" | "nobody";
  readonly why: string;
  readonly starts: boolean;
  readonly setting: PodUnit["exec"][number];
}

/** By the last podman call of ExecStart=; undefined where no line says it. */
function speakerOf({ exec }: PodUnit): Speaker | undefined {
  const setting = exec.filter(({ key }) => key === "ExecStart").at(-1);
  const words = setting?.podman.at(-1);
  const call = words && podmanCall(words);
  if (!setting || setting.byScript || !call) return undefined;
  if (call.does === "start") {
    const why = `\`podman ${call.object === "pod" ? "pod start" : "start"}\` leaves that to the program in the container, which does not send it`;
    return { who: "container", why, starts: true, setting };
  }
  switch (call.sdnotify) {
    case "conmon":
      return { who: "podman", why: "", starts: false, setting };
    case "ignore":
      return { who: "nobody", why: "--sdnotify=ignore keeps it from being sent", starts: false, setting };
    default:
      return { who: "container", why: "the program in the container does not send it", starts: false, setting };
  }
}
