import { podmanRun } from "./podman-run.ts";

/**
 * Shell text that moves podder's image to a store that the host shares among its accounts, and a unit that makes its
 * container of it without pulling.
 *
 * @param config the storage.conf that names the store
 */
export function sharedImages(config: string): string {
  return `store=$home/.local/share/containers/storage
driver=$(cd $store && ls -d *-images | sed 's/-images$//')
mkdir /srv/images
tar -C $store -c . | tar -C /srv/images -xp
rm -rf /srv/images/*-containers /srv/images/libpod /srv/images/db.sql /srv/images/volumes $store
chmod -R a+rX /srv/images
mkdir -p $(dirname ${config})
printf '[storage]\\ndriver = "%s"\\n[storage.options]\\nadditionalimagestores = ["/srv/images"]\\n' $driver > ${config}
chown -R podder: $home/.config/containers
${podmanRun("--network none --pull=never localhost/app:1")}`;
}
