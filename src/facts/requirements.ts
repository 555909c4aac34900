/**
 * What systemd makes of a required unit that does not exist when the boot comes to the unit: 257 refuses to start it, 252
 * starts it all the same (both booted; a start by hand is refused on both). The releases between were not booted.
 *
 * @param systemd the major version; undefined where it is not known
 */
export function missingRequirement(systemd: number | undefined): "stops" | "may-stop" | "passed-over" {
  if (systemd === undefined) return "may-stop";
  if (systemd >= 257) return "stops";
  return systemd <= 252 ? "passed-over" : "may-stop";
}
