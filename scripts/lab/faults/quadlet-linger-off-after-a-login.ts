import { login } from "../by-hand.ts";
import { defineFault } from "../fault.ts";
import { quadletLingerOff } from "./quadlet-linger-off.ts";

export const quadletLingerOffAfterALogin = defineFault({
  ...quadletLingerOff,
  name: "quadlet-linger-off-after-a-login",
  plantRunning: login,
  pod: "up",
  lastBoot: "not-attempted",
});
