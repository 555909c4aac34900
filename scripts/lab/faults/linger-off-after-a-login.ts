import { byHand, login } from "../by-hand.ts";
import { defineFault } from "../fault.ts";
import { lingerOff } from "./linger-off.ts";

export const lingerOffAfterALogin = defineFault({
  ...lingerOff,
  name: "linger-off-after-a-login",
  plantRunning: `${login}\n${byHand("systemctl --user start pod.service")}`,
  pod: "up",
  lastBoot: "not-attempted",
  note: "The login starts the manager, and the manager the pod: all is well until the next boot.",
});
