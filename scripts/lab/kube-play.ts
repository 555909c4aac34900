/** A pod as people write it for Kubernetes. */
export function kubePod(
  image: string,
  { container = [], spec = [] }: { container?: string[]; spec?: string[] } = {},
): string {
  return [
    "apiVersion: v1",
    "kind: Pod",
    "metadata:",
    "  name: web",
    "spec:",
    ...spec.map((line) => `  ${line}`),
    "  containers:",
    "  - name: app",
    `    image: ${image}`,
    ...container.map((line) => `    ${line}`),
    "",
  ].join("\n");
}

/**
 * Shell text that makes of the seed's unit one that plays a YAML in podder's home at each start.
 *
 * @param yaml its text; undefined where the file is to be missing
 * @param options further options of `podman kube play`
 */
export function kubePlay(yaml: string | undefined, options = ""): string {
  const unit = [
    "[Unit]",
    "Description=web",
    "[Service]",
    "Type=oneshot",
    "RemainAfterExit=yes",
    // bookworm's netavark makes no bridge without iptables, which the lab's trees lack.
    `ExecStart=/usr/bin/podman kube play --replace --network none ${options}%h/web.yaml`,
    "ExecStop=/usr/bin/podman kube down %h/web.yaml",
    "[Install]",
    "WantedBy=default.target",
  ];
  const plant = `cat > $units/pod.service <<'UNIT'\n${unit.join("\n")}\nUNIT`;
  return yaml === undefined ? plant : `${plant}\n${file("$home/web.yaml", yaml)}`;
}

/** Shell text that puts a .kube quadlet, and the YAML beside it, in the place of the quadlet variant's files. */
export function kubeQuadlet(yaml: string | undefined, ...lines: string[]): string {
  const folder = "$home/.config/containers/systemd";
  const quadlet = ["[Kube]", "Yaml=web.yaml", "Network=none", ...lines, "[Install]", "WantedBy=default.target", ""];
  const plant = `rm -f ${folder}/*\n${file(`${folder}/web.kube`, quadlet.join("\n"))}`;
  return yaml === undefined ? plant : `${plant}\n${file(`${folder}/web.yaml`, yaml)}`;
}

function file(path: string, text: string): string {
  return `cat > ${path} <<'FILE'\n${text}FILE\nchown podder: ${path}`;
}
