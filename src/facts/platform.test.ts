import { expect, test } from "bun:test";
import { alteredHost, type Changes } from "../testing/altered-host.ts";
import { FactStore } from "./fact-store.ts";

async function bootedAt(changes: Changes): Promise<string | undefined> {
  const platform = await new FactStore(alteredHost("trixie/seed", changes), { units: [] }).fact("platform");
  return platform.known ? platform.value.bootedAt : undefined;
}

const stat = { "/proc/stat": "cpu 1 2 3\nbtime 1767267000\n" };
const processOne = (ticks: number) => `1 (systemd) S ${"0 ".repeat(18)}${ticks} 0 0\n`;

test("a machine's boot is its kernel's, a container's is that of its first process", async () => {
  expect(await bootedAt({ files: { ...stat, "/proc/1/stat": processOne(3) } })).toBe("2026-01-01T11:30:00.030Z");
  expect(await bootedAt({ files: { ...stat, "/proc/1/stat": processOne(360_000) } })).toBe("2026-01-01T12:30:00.000Z");
});

test("where process 1 may not be looked at, the kernel's boot is the best there is", async () => {
  expect(await bootedAt({ files: { ...stat, "/proc/1/stat": "" } })).toBe("2026-01-01T11:30:00.000Z");
  expect(await bootedAt({ files: { "/proc/stat": "", "/proc/1/stat": processOne(3) } })).toBe("");
});
