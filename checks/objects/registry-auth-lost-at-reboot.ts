import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, edit, pass, statusOf } from "../../src/diagnosis/findings.ts";
import { parseImageName, wouldPull } from "../../src/facts/image-names.ts";
import { mayBeMade } from "../../src/facts/podman-commands/index.ts";
import { callLine, eachWithCalls } from "./unit-calls.ts";

export const registryAuthLostAtReboot = defineCheck({
  id: "registry-auth-lost-at-reboot",
  group: "objects",
  title: "The registry logins that a start needs outlast a reboot",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "podmanCommands", "podmanStorage", "registryAuth"],
  judge({ account, podUnits, podmanCommands, podmanStorage: { images }, registryAuth }) {
    const { ofThisBoot, lasting, named } = registryAuth;
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls) => {
      const files = calls.calls.flatMap((call) =>
        call.needs.authFiles.map((path) => ({ call, path, status: named.get(path) })),
      );
      const gone = files.find(
        ({ path, status }) =>
          !mayBeMade(calls, path) &&
          (status?.outcome === "absent" || (path.startsWith("/run/") && status !== undefined)),
      );
      if (gone?.status) {
        const absent = gone.status.outcome === "absent";
        return {
          subject: name,
          status: "fail",
          summary: `--authfile ${gone.path} ${absent ? "does not exist" : "is gone after a reboot"}`,
          because: `its --authfile ${gone.path} ${absent ? "does not exist" : "lies below /run, which is empty after a boot"}, and podman then starts nothing`,
          evidence: [callLine(gone.call), statusOf(gone.path, gone.status)],
          fix: asUser(`podman login --authfile ${account.home}/.config/containers/auth.json REGISTRY`),
        };
      }
      const unseen = files.find(({ status }) => status === undefined || status.outcome === "unanswered");
      if (unseen)
        return { subject: name, status: "unknown", summary: `${unseen.path} could not be looked at`, evidence: [] };
      const pulled = calls.calls.find(({ needs: { image, authFiles }, ownStorage }) => {
        const own = image && parseImageName(image.reference)?.registry !== "localhost" && ownStorage;
        return own && authFiles.length === 0 && images.known && wouldPull(image, images.value);
      });
      if (files.length === 0 && !pulled) return notApplicable(name, "No start needs a login at a registry");
      const lost =
        ofThisBoot.status.outcome === "present" && lasting.every(({ status }) => status.outcome === "absent");
      if (!pulled || !lost) return pass(name, "No login at a registry is only this boot's");
      return {
        subject: name,
        status: "warn",
        summary: `The account's logins at registries lie in ${ofThisBoot.path}, which a reboot takes away`,
        because: `podman has to pull ${pulled.needs.image?.reference} at boot, and the account's logins at registries are gone then`,
        evidence: [callLine(pulled), statusOf(ofThisBoot.path, ofThisBoot.status)],
        fix: [edit(`Log in with: podman login --authfile ${account.home}/.config/containers/auth.json REGISTRY`)],
      };
    });
  },
  explanation: {
    what: "The login that a pull needs lies in the runtime directory, where `podman login` puts it, or the unit names a file of logins (--authfile) that is not there after a boot.",
    why: "/run/user/UID is empty after a boot: a pull then ends with `unauthorized`. A file that --authfile names has to be there even where nothing is pulled: podman ends with 125, `credential file is not accessible`.",
    see: ["ls -l $XDG_RUNTIME_DIR/containers/auth.json ~/.config/containers/auth.json", "podman images"],
    mend: "podman login --authfile ~/.config/containers/auth.json REGISTRY: podman finds that file by itself.",
    healthy: "Public images, and images that are in the storage, need no login.",
    sources: [
      "containers-auth.json(5)",
      "podman-login(1)",
      "failure catalogue J03",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
