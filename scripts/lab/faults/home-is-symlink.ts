import { defineHealthy } from "../fault.ts";

export const homeIsSymlink = defineHealthy({
  name: "home-is-symlink",
  on: "seed",
  plant: `mkdir /srv/homes && tar -C /home -c podder | tar -C /srv/homes -xp && rm -r $home && ln -s /srv/homes/podder $home`,
  looksLike: ["unit-dir-missing", "unit-dangling-symlink"],
  note: "The home itself is a symlink to another disk.",
});
