import { expect, test } from "bun:test";
import { scrubOutput } from "./scrub.ts";
import { Secrets } from "./secrets.ts";

/** What is left of a message that somebody of this name wrote into the journal. */
function kept(identifier: string, message: string): unknown {
  const stdout = `${JSON.stringify({ MESSAGE: message, SYSLOG_IDENTIFIER: identifier })}\n`;
  const scrubbed = scrubOutput(["journalctl"], { stdout, stderr: "" }, new Secrets()).stdout;
  return JSON.parse(scrubbed.split("\n")[0] ?? "").MESSAGE;
}

// A quadlet's podman and its container both speak under the name of the unit.
test.each([
  ["Error: login of ledger-svc with Tr0ub4dor refused", "Error: [removed]"],
  ['time="2026-01-01T11:30:10Z" level=error msg="ledger-svc"', 'time="2026-01-01T11:30:10Z" level=error[removed]'],
  ["level=fatal msg=Tr0ub4dor", "level=fatal[removed]"],
  ["error: Tr0ub4dor", "[removed]"],
  ["an Error: Tr0ub4dor", "[removed]"],
  ['time="Tr0ub4dor" level=error msg=x', "[removed]"],
  ["", ""],
])("of %j a report keeps whether it is an error", (message, left) => {
  expect(kept("web", message)).toBe(left);
});

test("podman's own words stay, and what the catalogue knows", () => {
  const own = "Error: something that nobody knows";
  expect(kept("podman", own)).toBe(own);
  const known = "Error: short-name resolution enforced but cannot prompt without a TTY";
  expect(kept("web", known)).toBe(known);
});
