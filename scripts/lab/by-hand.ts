/**
 * Shell text for `plantRunning`, as root on the booted host: a true login of podder's that stays (PAM, logind and the user
 * manager have their part in it), later than anything that the boot does.
 */
export const login = `sleep 7
systemd-run --quiet --property=PAMName=login --property=User=podder sleep infinity
until [ -S /run/user/$uid/systemd/private ]; do sleep 0.2; done`;

/** Shell text for `plantRunning`: runs a command line as podder, as in a login session. */
export function byHand(command: string): string {
  const variables = "PATH=/usr/local/bin:/usr/bin:/bin HOME=$home XDG_RUNTIME_DIR=/run/user/$uid";
  return `setpriv --reuid=podder --regid=podder --init-groups -- env -i ${variables} ${command}`;
}
