/** Shell text by which the boot starts a oneshot service of podder's, and the seed's unit only after that. */
export function afterOneshot(command: string): string {
  const unit = ["[Service]", "Type=oneshot", "RemainAfterExit=yes", `ExecStart=${command}`];
  return `printf '%s\\n' ${unit.map((line) => `'${line}'`).join(" ")} > $units/prepare.service
ln -s ../prepare.service $units/default.target.wants/
sed -i 's/^Description=.*/&\\nAfter=prepare.service/' $units/pod.service
chown -hR podder: $units`;
}
