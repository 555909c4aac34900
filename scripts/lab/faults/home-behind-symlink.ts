import { defineHealthy } from "../fault.ts";

export const homeBehindSymlink = defineHealthy({
  name: "home-behind-symlink",
  on: "seed",
  plant: `mkdir /srv/homes && tar -C /home -c podder | tar -C /srv/homes -xp && rm -r /home && ln -s srv/homes /home`,
  looksLike: ["unit-dir-missing", "store-mismatch-root-vs-user"],
  note: "Fedora CoreOS, Silverblue: /home is a symlink, there to /var/home.",
});
