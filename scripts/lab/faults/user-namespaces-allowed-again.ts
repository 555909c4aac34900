import { defineHealthy } from "../fault.ts";

export const userNamespacesAllowedAgain = defineHealthy({
  name: "user-namespaces-allowed-again",
  on: "seed",
  plant: `for name in user.max_user_namespaces kernel.unprivileged_userns_clone; do echo "$name = 0" >> /usr/lib/sysctl.d/60-stig.conf; done
printf 'user/max_user_namespaces=15000\\n-kernel.unprivileged_userns_clone=1\\n' > /etc/sysctl.d/61-podman.conf
echo user.max_user_namespaces=0 > /usr/lib/sysctl.d/70-more.conf
ln -s /dev/null /etc/sysctl.d/70-more.conf`,
  looksLike: ["max-user-namespaces-zero", "unprivileged-userns-clone-zero"],
  releases: [],
  wholeKernel: ["bookworm", "trixie"],
  note: "In a container it would be the machine's own limit that is set.",
});
