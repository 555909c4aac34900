import { byHand, login } from "../by-hand.ts";
import { defineFault } from "../fault.ts";
import { notEnabled } from "./not-enabled.ts";

export const notEnabledStartedByHand = defineFault({
  ...notEnabled,
  name: "not-enabled-started-by-hand",
  plantRunning: `${login}\n${byHand("systemctl --user start pod.service")}`,
  pod: "up",
  lastBoot: "not-attempted",
});
