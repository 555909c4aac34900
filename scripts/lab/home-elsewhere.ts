/** Shell text that moves podder's home to /srv and leaves an empty folder in its place. */
export const homeMoved = `mkdir -p /srv/homes
tar -C /home -c podder | tar -C /srv/homes -xp
rm -rf $home
mkdir $home
chown podder: $home`;

/** Shell text for a home that lies on its own file system by this line of /etc/fstab. */
export function homeInFstab(options: string): string {
  return `${homeMoved}
echo '/srv/homes/podder /home/podder none ${options} 0 0' >> /etc/fstab`;
}

/**
 * Shell text for a home on a small file system in memory that is made anew at each boot and then filled.
 *
 * @param fill run in the home, with a line of shell
 */
export function smallHome(options: string, fill: string): string {
  return `mkdir -p /srv/homes
tar -C /home -c podder | tar -C /srv/homes -xp
cat > /usr/local/sbin/small-home <<'END'
#!/bin/sh
mount -t tmpfs -o mode=700,${options} tmpfs /home/podder || exit
tar -C /srv/homes -c podder | tar -C /home -xp
cd /home/podder
${fill}
true
END
chmod 755 /usr/local/sbin/small-home
cat > /etc/systemd/system/small-home.service <<'END'
[Unit]
DefaultDependencies=no
After=local-fs.target
Before=sysinit.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/sbin/small-home
END
mkdir -p /etc/systemd/system/sysinit.target.wants
ln -s /etc/systemd/system/small-home.service /etc/systemd/system/sysinit.target.wants/`;
}
