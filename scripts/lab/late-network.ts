/**
 * Shell text by which the host's only interface comes five seconds after podder's manager, and network-online.target, which
 * the boot wants, only after it.
 */
export const lateNetwork = `cat > /etc/systemd/system/late-network.service <<'UNIT'
[Unit]
Description=A network that is late
Before=network-online.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c 'for try in $$(seq 300); do [ -e /run/user/1001/systemd/private ] && break; sleep 0.1; done; sleep 5'
ExecStart=/bin/sh -c 'ip link add eth0 type veth peer name wire && ip link set wire up'
ExecStart=/bin/sh -c 'ip address add 192.0.2.2/24 dev eth0 && ip link set eth0 up && ip route add default via 192.0.2.1'
[Install]
WantedBy=network-online.target
UNIT
systemctl enable late-network.service
systemctl add-wants multi-user.target network-online.target
`;

/** Shell text by which podman gives containers the network of that interface alone, whichever helper it takes. */
export const networkOfEth0 = `mkdir -p $home/.config/containers
printf '[engine]\\nnetwork_cmd_options = ["outbound_addr=eth0"]\\n[network]\\npasta_options = ["-i", "eth0"]\\n' > $home/.config/containers/containers.conf
chown -R podder: $home/.config/containers
`;
