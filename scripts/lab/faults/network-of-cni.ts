import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const networkOfCni = defineFault({
  name: "network-of-cni",
  on: "seed",
  releases: ["trixie", "sid"],
  plant: `store=$home/.local/share/containers/storage
printf cni > $store/defaultNetworkBackend
mkdir -p $home/.config/cni/net.d
echo '{"cniVersion":"0.4.0","name":"shop","plugins":[{"type":"bridge","bridge":"cni-podman1"}]}' > $home/.config/cni/net.d/shop.conflist
chown -R podder: $store/defaultNetworkBackend $home/.config/cni
${podmanRun("--network shop localhost/app:1")}`,
  first: "network-definition-missing",
  pod: "down",
  note: "A network that podman 4 had by CNI; podman 5 sees netavark's alone.",
});
