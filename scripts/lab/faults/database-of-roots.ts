import { defineFault } from "../fault.ts";

export const databaseOfRoots = defineFault({
  name: "database-of-roots",
  on: "seed",
  plant: `chown root: $home/.local/share/containers/storage/db.sql $home/.local/share/containers/storage/libpod/bolt_state.db 2>/dev/null || true`,
  first: "storage-owned-by-other",
  pod: "down",
  note: "podman 5.4 keeps its database in db.sql, 4.3 in libpod/bolt_state.db",
});
