import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, pass } from "../../src/diagnosis/findings.ts";
import { parseImageName, resolveShortName, wouldPull } from "../../src/facts/image-names.ts";
import { mayBeMade } from "../../src/facts/podman-commands/index.ts";
import { callLine, eachWithCalls } from "./unit-calls.ts";

export const shortName = defineCheck({
  id: "short-name",
  group: "objects",
  title: "No image's name has to be completed by a person",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "podmanCommands", "podmanStorage", "registries"],
  judge({ podUnits, podmanCommands, podmanStorage: { images }, registries }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls) => {
      const wanted = calls.calls.flatMap((call) => {
        const { image } = call.needs;
        const parsed = image && parseImageName(image.reference);
        return image && parsed && parsed.registry === undefined && call.ownStorage ? [{ call, parsed, ...image }] : [];
      });
      if (wanted.length === 0) return notApplicable(name, "No Exec line names an image without its registry");
      if (!images.known)
        return {
          subject: name,
          status: "unknown",
          summary: `The images could not be read: ${images.why.detail}`,
          evidence: [],
        };
      const stuck = wanted.find(
        ({ parsed, reference, pull }) =>
          pull !== "always" &&
          wouldPull({ reference, pull }, images.value) &&
          resolveShortName(parsed, registries) !== "resolves" &&
          !mayBeMade(calls, parsed.path),
      );
      if (!stuck) return pass(name, "Each short name is in the storage, or leads to one registry");
      const { call, parsed, reference } = stuck;
      const asks = resolveShortName(parsed, registries) === "would-ask";
      return {
        subject: name,
        status: "fail",
        summary: `${reference} does not say from which registry`,
        because: asks
          ? `its image ${reference} is not in the storage, and which of ${registries.unqualifiedSearch.length} registries is meant podman asks on a terminal, which a unit does not have`
          : `its image ${reference} is not in the storage, and nothing says from which registry it is to come`,
        evidence: [
          callLine(call),
          {
            source: "registries.conf",
            lines: [
              `unqualified-search-registries = ${JSON.stringify(registries.unqualifiedSearch)}`,
              `short-name-mode = ${registries.shortNameMode}`,
            ],
          },
        ],
        fix: [
          edit(
            `In ${call.path}, line ${call.line}, write the whole name, such as docker.io/library/${parsed.path}:${parsed.tag}.`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "The unit names an image without its registry, the image is not in the storage, and podman cannot tell alone which is meant.",
    why: 'podman ends with 125: `short-name "app" did not resolve to an alias and no unqualified-search registries are defined`, or, with several search registries, `short-name resolution enforced but cannot prompt without a TTY`. By hand it asks, and works.',
    see: ["podman images", "grep -v '^#' /etc/containers/registries.conf", "ls /etc/containers/registries.conf.d"],
    mend: "Write the whole name: registry/path:tag.",
    healthy:
      "A short name that is in the storage under any registry, localhost/ too; one that an alias or a single search registry completes.",
    sources: [
      "containers-registries.conf(5), short-name-mode",
      "failure catalogue J02",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
