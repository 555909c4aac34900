/**
 * The order of what masks what (failure catalogue, D): a failure of an earlier layer makes the later ones unobservable
 * or produces their symptoms, so the earliest one is the root cause. Finer order inside a layer is the registry's.
 */
export const layers = [
  "platform",
  "identity",
  "linger",
  "user-manager",
  "home",
  "discovery",
  "enablement",
  "job",
  "spawn",
  "podman",
  "storage",
  "objects",
  "bus",
  "network",
  "service",
  "observation",
] as const;
export type Layer = (typeof layers)[number];

/** The steps from power-on to a running pod, in order; drawn in one line. */
export const chainSteps = [
  "boot",
  "linger",
  "manager",
  "bus",
  "unit",
  "enabled",
  "started",
  "stays",
  "containers",
] as const;
export type ChainStep = (typeof chainSteps)[number];
