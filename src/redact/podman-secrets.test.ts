import { describe, expect, test } from "bun:test";
import type { Recording } from "../host/recording.ts";
import { ReplayHost } from "../host/replay.ts";
import { makeReport } from "../report/make-report.ts";
import { loadRecording } from "../testing/fixture.ts";
import { scrubCommand } from "./command-line.ts";
import { scrubOutput } from "./scrub.ts";
import { scrubText } from "./secret-text.ts";
import { Secrets } from "./secrets.ts";
import { scrubKube, scrubUnit } from "./unit-text.ts";

/** A recorded host whose unit names the secret `webpw`, with another name for it. */
function hostWith(name: string, host = "trixie/secret-unknown"): ReplayHost {
  return new ReplayHost(JSON.parse(JSON.stringify(loadRecording(host)).replaceAll("webpw", name)) as Recording);
}

async function reportOf(host: ReplayHost) {
  const { bundle, names, leaks, changed } = await makeReport(host, { user: "podder", units: [], boot: 0 }, "full");
  expect({ leaks, changed }).toEqual({ leaks: [], changed: [] });
  return { text: JSON.stringify(bundle), names, bundle };
}

describe("names of podman's secrets", () => {
  test.each(["ledger-db-credential", "db", "password", "secret", "x1", "replace", "env"])(
    "%s: one token in the unit, the journal and the sentence",
    async (name) => {
      const { text, names, bundle } = await reportOf(hostWith(name));
      expect(names).toContainEqual(["secret-1", name]);
      expect(text).toContain("--secret secret-1,type=env,target=[removed] ");
      const named = new RegExp(`(--secret |name or id \\\\*"|podman secret (create )?)${name}(?![\\w-])`);
      expect(named.test(text)).toBe(false);
      expect(bundle.diagnosis.verdict.sentence).toContain("the podman secret secret-1, which user-1 does not have");
      expect(bundle.diagnosis.verdict.causes[0]?.proof?.line).toContain('no secret with name or id "secret-1"');
    },
  );

  test.each(["ledger-db-credential", "db"])("%s: one that is made before the start, and there", async (name) => {
    const { text, bundle } = await reportOf(hostWith(name, "trixie/secret-made-before"));
    expect(text).toContain("podman secret create secret-1 ");
    expect(text).toMatch(/nameToID\\*":\{\\*"secret-1\\*":\\*"[0-9a-f]{25}/);
    expect(bundle.diagnosis.results).toContainEqual(
      expect.objectContaining({ check: "secret-missing", status: "pass", subject: "pod.service" }),
    );
  });

  test("a word that is any word stays where nothing says that the secret is meant", async () => {
    const { bundle } = await reportOf(hostWith("start"));
    const unit = Object.entries(bundle.recording.files).find(([question]) => question.includes("/pod.service"));
    expect(JSON.stringify(unit)).toMatch(/ExecStart=.*--secret secret-1/);
    expect(JSON.stringify(unit)).not.toContain("Execsecret-1");
  });

  test.each([
    ["ExecStart=podman run --secret=a,target=/run/x,mode=0400 i", "--secret=a,target=[removed],mode=0400 i"],
    [`ExecStart=podman run --secret "a b" i`, "--secret [removed] i"],
    ["[Container]\nSecret=web-pw,type=env,target=PW", "Secret=web-pw,type=env,target=[removed]"],
    ["[Container]\nSecret=!odd!", "Secret=[removed]"],
  ])("%j", (unit, kept) => expect(scrubUnit(unit, new Secrets())).toContain(kept));

  test("a kube file says which secret, and nothing that is in one", () => {
    const file = `kind: Secret\nmetadata:\n  name: web-pw\ndata:\n  key: aGVsbG8=\nspec:\n  secretName: web-pw\n`;
    expect(scrubKube(file, new Secrets())).toBe(file.replace("aGVsbG8=", "[removed]"));
  });

  test("what podman says of one that is called a password is still known", () => {
    const said = 'Error: no secret with name or id "db-password": no such secret';
    expect(scrubText(said, new Secrets())).toBe(said);
    expect(scrubText("db-password: geheim99", new Secrets())).toBe("db-password: [removed]");
    expect(scrubCommand("podman secret create db-password /x", new Secrets())).toContain("db-password");
  });

  test("a podman that runs in the foreground takes nothing of its unit with it, and its values are known", () => {
    const secrets = new Secrets();
    const line = "  12 /usr/bin/podman run --name web -e PIN=geheim-4411 localhost/app:1 --seed=otter-otter";
    const other = "  13 /usr/bin/borg create /srv/archiv";
    const { stdout } = scrubOutput(["ps", "-ww"], { stdout: `${line}\n${other}\n`, stderr: "" }, secrets);
    expect(stdout).toBe("  12 /usr/bin/podman\n  13 /usr/bin/borg\n");
    expect(secrets.values()).toContain("geheim-4411");
    expect(secrets.values()).toContain("--seed=otter-otter");
    expect(secrets.values().some((value) => value.includes("run --name web"))).toBe(false);
  });
});
