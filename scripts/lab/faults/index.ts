import { readdirSync } from "node:fs";
import type { LabCase } from "../fault.ts";

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && name !== "index.ts");

/** Every case of the lab, in the order of their names: each file beside this one exports one or more. */
export const labCases: readonly LabCase[] = (await Promise.all(files.sort().map(casesIn))).flat();

/** @throws where a file has no case: it would be forgotten */
async function casesIn(file: string): Promise<readonly LabCase[]> {
  const exported: Readonly<Record<string, unknown>> = await import(`./${file}`);
  const cases = Object.values(exported).filter(isCase);
  if (cases.length === 0) throw new Error(`${file} has no case of the lab`);
  return cases;
}

function isCase(value: unknown): value is LabCase {
  return typeof value === "object" && value !== null && "kind" in value && "on" in value;
}
