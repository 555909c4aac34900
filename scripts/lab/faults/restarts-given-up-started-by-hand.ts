import { byHand, login } from "../by-hand.ts";
import { defineFault } from "../fault.ts";
import { restartsGivenUp } from "./restarts-given-up.ts";

export const restartsGivenUpStartedByHand = defineFault({
  ...restartsGivenUp,
  name: "restarts-given-up-started-by-hand",
  plantRunning: `${login}\n${byHand("podman pod start web")}`,
  pod: "up",
  lastBoot: "failed",
  note: "The pod runs in the session, and its unit has failed.",
});
