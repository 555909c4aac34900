import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, edit, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { mayBeMade } from "../../src/facts/podman-commands/index.ts";
import { isOlder } from "../../src/facts/quadlet/known-keys.ts";
import { removed } from "../../src/redact/secrets.ts";
import { callLine, eachWithCalls } from "./unit-calls.ts";

export const secretMissing = defineCheck({
  id: "secret-missing",
  group: "objects",
  title: "Every podman secret that a unit names is there",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "platform", "podUnits", "podmanCommands", "podmanStorage"],
  judge({ account, platform: { podmanVersion }, podUnits, podmanCommands, podmanStorage: { secrets, graphRoot } }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls) => {
      const wanted = calls.calls.flatMap((call) =>
        call.ownStorage ? call.needs.secrets.map((secret) => ({ call, secret })) : [],
      );
      if (wanted.length === 0) return notApplicable(name, "No Exec line names a podman secret");
      const [first] = wanted;
      if (first && podmanVersion !== undefined && isOlder(podmanVersion, "3.1"))
        return {
          subject: name,
          status: "fail",
          summary: `podman ${podmanVersion} has no secrets`,
          because: `it gives its container a podman secret, and podman ${podmanVersion} has none (podman 3.1 brought them)`,
          evidence: [callLine(first.call), { source: "podman --version", lines: [podmanVersion] }],
          fix: [edit(`Give the container what it needs by a file that it mounts, or install a newer podman.`)],
        };
      if (!secrets.known)
        return {
          subject: name,
          status: "unknown",
          summary: `The secrets could not be listed: ${secrets.why.detail}`,
          evidence: [],
        };
      // A name that not every podman takes for one is in no report: who reads that cannot tell.
      if (wanted.some(({ secret }) => secret === removed))
        return {
          subject: name,
          status: "unknown",
          summary: "The names of podman's secrets are not told here",
          evidence: [],
        };
      const missing = wanted.find(({ secret }) => !secrets.value.has(secret) && !mayBeMade(calls, secret));
      if (!missing) return pass(name, "Every podman secret that the unit names is there");
      return {
        subject: name,
        status: "fail",
        summary: `${account.name} has no podman secret ${missing.secret}`,
        because: `it gives its container the podman secret ${missing.secret}, which ${account.name} does not have`,
        evidence: [
          callLine(missing.call),
          { source: `${graphRoot}/secrets/secrets.json`, lines: [`${missing.secret} is not among its names`] },
        ],
        fix: asUser(`podman secret create ${shellQuote(missing.secret)} -`),
      };
    });
  },
  explanation: {
    what: "The unit hands its container a podman secret (--secret) that the account does not have.",
    why: 'podman ends with 125: `no secret with name or id "db": no such secret`. Secrets belong to one account: one made with sudo is root\'s; `podman system reset` takes them all. podman 3.0 has no secrets: `unknown flag: --secret`.',
    see: ["podman secret ls", "sudo podman secret ls"],
    mend: "Make it as the account: `podman secret create NAME FILE`.",
    healthy:
      "A container that was made while the secret was there starts without it (`podman start`): podman keeps its own copy.",
    sources: [
      "podman-run(1), --secret",
      "failure catalogue K03",
      "booted: bullseye (podman 3.0.1: has none), bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
