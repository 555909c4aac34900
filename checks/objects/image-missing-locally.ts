import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, edit, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { isStored, parseImageName, wouldPull } from "../../src/facts/image-names.ts";
import { mayBeMade } from "../../src/facts/podman-commands/index.ts";
import { isOlder } from "../../src/facts/quadlet/known-keys.ts";
import { callLine, eachWithCalls } from "./unit-calls.ts";

export const imageMissingLocally = defineCheck({
  id: "image-missing-locally",
  group: "objects",
  title: "Every image that is not pulled is in the account's storage",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "platform", "podUnits", "podmanCommands", "podmanStorage"],
  judge({ account, platform: { podmanVersion }, podUnits, podmanCommands, podmanStorage: { images, graphRoot } }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls) => {
      const wanted = calls.calls.flatMap((call) =>
        call.needs.image && call.ownStorage ? [{ call, ...call.needs.image }] : [],
      );
      if (wanted.length === 0) return notApplicable(name, "No Exec line names an image of the account's storage");
      const newer = wanted.find(({ pull, said }) => pull === "newer" && said === undefined);
      if (newer && podmanVersion !== undefined && isOlder(podmanVersion, "3.1"))
        return {
          subject: name,
          status: "fail",
          summary: `podman ${podmanVersion} does not know --pull=newer`,
          because: `it tells podman ${podmanVersion} to pull its image by --pull=newer, which that podman does not know`,
          evidence: [callLine(newer.call), { source: "podman --version", lines: [podmanVersion] }],
          fix: [edit(`In ${newer.call.path}, line ${newer.call.line}, write --pull=missing.`)],
        };
      if (!images.known)
        return {
          subject: name,
          status: "unknown",
          summary: `The images could not be read: ${images.why.detail}`,
          evidence: [],
        };
      const missing = wanted.find(({ reference, pull }) => {
        const image = parseImageName(reference);
        const here = image?.registry === "localhost" && wouldPull({ reference, pull }, images.value);
        const gone = image !== undefined && pull === "never" && !isStored(reference, images.value);
        return (here || gone) && !mayBeMade(calls, image?.path ?? reference);
      });
      if (!missing) return pass(name, "Every image that is not pulled is in the storage");
      const { call, reference, pull, said = "--pull=always" } = missing;
      const alike = images.value
        .flatMap(({ names }) => names)
        .filter((one) => one.includes(parseImageName(reference)?.path ?? "/"));
      const stored = isStored(reference, images.value);
      return {
        subject: name,
        status: "fail",
        summary: stored
          ? `${said} asks a registry on this host for ${reference}`
          : `${reference} is not in ${account.name}'s storage`,
        because: stored
          ? `${said} has podman ask a registry on this host for ${reference}, although the image is there`
          : `its image ${reference} is not in ${account.name}'s storage, and podman ${pull === "never" ? "may not pull it" : "finds no registry on this host to pull it from"}`,
        evidence: [
          callLine(call),
          {
            source: graphRoot,
            lines: [
              alike.length === 0
                ? `no image of that name among ${images.value.length}`
                : `there is ${alike.join(", ")}`,
            ],
          },
        ],
        fix: asUser(
          stored
            ? "podman images"
            : pull === "never"
              ? `podman pull ${shellQuote(reference)}`
              : `podman build -t ${shellQuote(reference)} .`,
        ),
      };
    });
  },
  explanation: {
    what: "The unit runs an image that is not in the account's storage, and that podman does not pull: --pull=never, or a name of localhost/, which stands for images made here.",
    why: "podman ends with 125: `image not known`, or `pinging container registry localhost: … connection refused`. Built with sudo, the image is root's; pruned, or of another tag, it is nobody's. Each account has its own storage. `--pull=always` never takes the image that is here. podman 3.0 refuses `--pull=newer`: `invalid pull policy`.",
    see: ["podman images", "sudo podman images"],
    mend: "Build or pull it as the account: `podman build -t localhost/app:1 .`; or copy it: `podman image scp root@localhost::app:1`.",
    healthy:
      "`app:1` finds localhost/app:1; an image in an additional image store; `podman start` needs no image; a command before that loads or builds it.",
    sources: [
      "podman-run(1), --pull",
      "failure catalogue J05",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2); --pull=newer: bullseye (podman 3.0.1)",
    ],
  },
});
