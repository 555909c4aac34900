import { testCheck } from "../../src/testing/check-test.ts";

testCheck("subgid-missing", {
  finds: [
    {
      host: "no-subordinate-gids",
      status: "fail",
      subject: "podder",
      because: "podder has no subordinate group ids",
      evidence: ["/etc/subgid: no line for podder or 1001"],
      // The range that the account has in /etc/subuid.
      fix: ["root: usermod --add-subgids 165536-231071 podder"],
      first: true,
    },
    { host: "no-subordinate-ids", status: "fail", first: false },
    { host: "subordinate-ids-by-number", status: "pass" },
  ],
  quietOn: ["newuidmap-not-installed"],
  altered: [
    {
      what: "the account's own range is somebody else's among the groups",
      host: "trixie/no-subordinate-gids",
      changes: { files: { "/etc/subgid": "other:100000:65536\nthird:165536:65536\n" } },
      status: "fail",
      fix: ["root: usermod --add-subgids 231072-296607 podder"],
    },
  ],
});
