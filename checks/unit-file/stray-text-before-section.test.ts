import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const headed = (head: string) => ({ files: { [unit]: (text: string) => `${head}${text}` } });

testCheck("stray-text-before-section", {
  finds: [
    {
      host: "stray-line",
      status: "advice",
      subject: "pod.service",
      summary: "Line 1 stands before any section; systemd ignores it, and the unit works",
      evidence: [`${unit}:1: `],
      fix: [`user: Begin line 1 of ${unit} with #`],
      first: false,
    },
    { host: "unit-masked", status: "blocked", blockedBy: ["unit-masked-or-empty"], subject: "pod.service" },
  ],
  quietOn: ["seed", "crlf", "byte-order-mark"],
  altered: [
    { what: "comments and blank lines are no text", changes: headed("# a\n; b\n\n  \n"), status: "pass" },
    { what: "an assignment is", changes: headed("Description=x\n"), status: "advice", summary: "Line 1" },
    {
      what: "it names the line where it is",
      changes: headed("# a\n\nsee: https://x\n"),
      status: "advice",
      summary: "Line 3",
    },
    {
      what: "on systemd 252 as well",
      host: "bookworm/seed",
      changes: headed("see: https://x\n"),
      status: "advice",
    },
  ],
});
