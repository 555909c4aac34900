/**
 * Where unit files are put by mistake (catalogue C01, with the seed's own `systmd`): nothing of these is searched.
 * Not among them: what the user manager does search, and folders of backups.
 */
export function wrongDirectories(home: string): readonly string[] {
  const config = `${home}/.config`;
  return [
    ...["systmd", "sytemd", "systend", "sysemd", "systemed", "system", "Systemd"].map(
      (name) => `${config}/${name}/user`,
    ),
    ...["systmd", "sytemd", "systend", "sysemd", "systemed"].map((name) => `${config}/${name}`),
    ...["users", "usr", "User", "system", "user/system", "user/user"].map((name) => `${config}/systemd/${name}`),
    `${config}/systemd`,
    `${config}/containers/systemd`,
    `${home}/.systemd/user`,
    `${home}/.systemd`,
    `${home}/.local/systemd/user`,
    `${home}/.local/share/systemd`,
    `${home}/systemd/user`,
  ];
}
