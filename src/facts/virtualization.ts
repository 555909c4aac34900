/** Where there is no kernel of its own, `Virtualization` names one of these (systemd-detect-virt(1)). */
const containerKinds = /^(openvz|lxc|lxc-libvirt|systemd-nspawn|docker|podman|rkt|wsl|proot|pouch|container-other)$/;

/** @param virtualization the property of the system manager */
export function isContainer(virtualization: string | undefined): boolean {
  return containerKinds.test(virtualization ?? "");
}
