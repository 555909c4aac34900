import { expect, test } from "bun:test";
import { absent, alteredHost, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { diagnoseHost } from "../../src/testing/fixture.ts";

/** The answer of `systemctl show` for the three units, with one of them masked. */
function masked(unit: string) {
  return {
    commands: {
      "systemctl show": ({ stdout }: { readonly stdout: string }) => ({
        stdout: stdout
          .split("\n\n")
          .map((block) =>
            block.includes(`Id=${unit}`) ? block.replace("LoadState=loaded", "LoadState=masked") : block,
          )
          .join("\n\n"),
      }),
    },
  };
}

testCheck("user-manager-masked", {
  finds: [
    ...["user-manager-masked-for-one", "user-manager-masked-for-all"].map((host) => ({
      host,
      status: "fail" as const,
      subject: "podder",
      because: "user@1001.service is masked, so systemd never starts podder's user manager",
      evidence: ["systemctl show user@1001.service -p LoadState: LoadState=masked"],
      fix: ["root: systemctl unmask user@1001.service user@.service", "root: systemctl start user@1001.service"],
      first: true,
    })),
  ],
  quietOn: ["seed", "linger-off", "user-bus-masked", "runtime-dir-fails"],
  altered: [
    {
      what: "logind is masked",
      changes: masked("systemd-logind.service"),
      status: "fail",
      because: "systemd-logind.service is masked",
      fix: ["root: systemctl unmask systemd-logind.service"],
      first: true,
    },
    {
      what: "the runtime directory's service is masked",
      changes: masked("user-runtime-dir@1001.service"),
      status: "fail",
      because: "user-runtime-dir@1001.service",
    },
    {
      what: "systemd does not answer",
      changes: { commands: { "systemctl show": timedOut("systemctl show") } },
      status: "unknown",
    },
    {
      what: "systemctl refuses",
      changes: { commands: { "systemctl show": { exit: 1, stdout: "", stderr: "Failed to connect to bus\n" } } },
      status: "unknown",
      summary: "Failed to connect to bus",
    },
    {
      what: "systemctl says less than was asked",
      changes: { commands: { "systemctl show": { stdout: "Id=x\nLoadState=loaded\n" } } },
      status: "unknown",
    },
  ],
});

/** A masked host as systemd 247 tells of it: not where the link is, but where it leads. */
function toldBy247(links: Readonly<Record<string, { readonly kind: "symlink"; readonly target: string }>>) {
  const folders = ["/etc", "/run", "/usr/local/lib", "/usr/lib"].map((folder) => `${folder}/systemd/system`);
  const places = folders.flatMap((folder) => [`${folder}/user@1001.service`, `${folder}/user@.service`]);
  return alteredHost("bookworm/user-manager-masked-for-all", {
    commands: {
      "systemctl show": ({ stdout }: { readonly stdout: string }) => ({
        stdout: stdout.replace("FragmentPath=/etc/systemd/system/user@.service", "FragmentPath=/dev/null"),
      }),
    },
    stats: { ...Object.fromEntries(places.map((place) => [place, absent])), ...links },
  });
}

async function removed(links: Parameters<typeof toldBy247>[0]) {
  const { results } = await diagnoseHost(toldBy247(links));
  const result = results.find(({ check }) => check === "user-manager-masked");
  expect(result?.status).toBe("fail");
  return result?.repair?.steps.flatMap((step) => (step.kind === "remove" ? [step.path] : []));
}

const mask = { kind: "symlink", target: "/dev/null" } as const;

test("where systemd does not say where the mask is, it is looked for, and without it nothing is removed", async () => {
  const template = "/etc/systemd/system/user@.service";
  expect(await removed({ [template]: mask })).toEqual([template]);
  const own = "/run/systemd/system/user@1001.service";
  expect(await removed({ [template]: mask, [own]: mask })).toEqual([own]);
  expect(await removed({ [template]: { kind: "symlink", target: "/srv/user@.service" } })).toBeUndefined();
});
