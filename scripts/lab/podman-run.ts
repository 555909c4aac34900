/**
 * Shell text that makes of the seed's unit one that runs its container anew at each start.
 *
 * @param words what stands after `podman run`: options, the image
 * @param lines further lines of [Service]
 */
export function podmanRun(words: string, ...lines: readonly string[]): string {
  const unit = [
    "[Unit]",
    "Description=web",
    "[Service]",
    ...lines,
    `ExecStart=/usr/bin/podman run --rm --replace --name web-app ${words}`,
    "[Install]",
    "WantedBy=default.target",
  ];
  return `cat > $units/pod.service <<'UNIT'\n${unit.join("\n")}\nUNIT`;
}
