import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/port-80-allowed-until-reboot";
const file = (name: string, text: string) => ({
  lists: { "/etc/sysctl.d": [name] },
  files: { [`/etc/sysctl.d/${name}`]: text },
});

testCheck("sysctl-lost-at-reboot", {
  finds: [
    {
      host: "port-80-allowed-until-reboot",
      status: "fail",
      subject: "pod.service",
      because: "it publishes port 80, which only a setting allows that no file keeps",
      evidence: ["ip_unprivileged_port_start: 80", "no file sets"],
      fix: ["root: echo net.ipv4.ip_unprivileged_port_start=80 > /etc/sysctl.d/"],
      first: true,
    },
    { host: "port-80", status: "pass" },
  ],
  altered: [
    {
      what: "a file that keeps it",
      host,
      changes: file("10-web.conf", "net.ipv4.ip_unprivileged_port_start=80\n"),
      status: "pass",
    },
    {
      what: "with slashes and blanks",
      host,
      changes: file("10-web.conf", "  -net/ipv4/ip_unprivileged_port_start = 80 \n"),
      status: "pass",
    },
    {
      what: "a comment keeps nothing",
      host,
      changes: file("10-web.conf", "#net.ipv4.ip_unprivileged_port_start=80\n"),
      status: "fail",
    },
    {
      what: "a later line takes it back",
      host,
      changes: file(
        "10-web.conf",
        "net.ipv4.ip_unprivileged_port_start=80\nnet.ipv4.ip_unprivileged_port_start=1024\n",
      ),
      status: "fail",
      evidence: ["10-web.conf:2"],
    },
  ],
});
