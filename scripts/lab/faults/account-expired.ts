import { defineFault } from "../fault.ts";

export const accountExpired = defineFault({
  name: "account-expired",
  on: "seed",
  plant: `chage -E 1 podder`,
  first: "user-manager-account-expired",
  pod: "down",
});
