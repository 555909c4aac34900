import type { Recording } from "../host/recording.ts";
import { type Fixture, fromFixture } from "../testing/fixture-format.ts";

/** A host that the executable carries, so that poddoctor can be seen at work on any machine. */
export interface Example {
  readonly name: string;
  readonly title: string;
  /** The recorded hosts (below fixtures/hosts) that make it up: each is written down against the one before it. */
  readonly load: () => Promise<readonly unknown[]>;
}

// A recording is loaded only when it is asked for; all of them were taken on booted Debians, where podder is the account.
const seed = () => import("../../fixtures/hosts/trixie/seed/root.json");
const quadletPod = () => import("../../fixtures/hosts/trixie/quadlet-pod/root.json");

export const examples: readonly Example[] = [
  {
    name: "healthy",
    title: "a pod that starts at boot",
    load: async () => [await seed()],
  },
  {
    name: "linger-off",
    title: "lingering is off, so nobody starts the user manager",
    load: async () => [await seed(), await import("../../fixtures/hosts/trixie/linger-off/root.json")],
  },
  {
    name: "multi-user-target",
    title: "enabled for a target that no user manager has",
    load: async () => [await seed(), await import("../../fixtures/hosts/trixie/wantedby-multi-user/root.json")],
  },
  {
    name: "quadlet-typo",
    title: "a quadlet with a misspelt section",
    load: async () => [
      await quadletPod(),
      await import("../../fixtures/hosts/trixie/quadlet-misspelt-install/root.json"),
    ],
  },
];

/** The recording of an example; undefined where there is none of that name. */
export async function loadExample(name: string): Promise<Recording | undefined> {
  const layers = await examples.find((example) => example.name === name)?.load();
  return layers?.reduce<Recording | undefined>((base, layer) => fromFixture(fixtureOf(layer), base), undefined);
}

function fixtureOf(module: unknown): Fixture {
  return (module as { readonly default: Fixture }).default;
}
