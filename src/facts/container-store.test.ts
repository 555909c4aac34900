import { expect, test } from "bun:test";
import { findContainer, noSuchObject, parseContainers } from "./container-store.ts";
import { parsePolicies } from "./restart-policies.ts";

const id = "ab".repeat(32);

test("containers.json: ids, names and times; whatever else is in it is passed over", () => {
  const text = JSON.stringify([
    { id, names: ["web", 7], created: "2026-01-01T00:00:00Z", flags: {} },
    null,
    { names: [] },
  ]);
  expect(parseContainers(text)).toEqual([{ id, names: ["web"], created: "2026-01-01T00:00:00Z" }]);
  expect(parseContainers("[]")).toEqual([]);
});

test.each(["", "[", "{}", "null", "\0"])("%j is no list of containers", (text) => {
  expect(parseContainers(text)).toBeUndefined();
});

test("a container is found by its name, its id and the beginning of its id", () => {
  const store = { files: [], containers: [{ id, names: ["web"] }] };
  for (const reference of ["web", id, "abab"]) expect(findContainer(store, reference)?.id).toBe(id);
  for (const reference of ["we", "", "cd", id.toUpperCase()]) expect(findContainer(store, reference)).toBeUndefined();
});

test("podman's words for what is not there, as 4.3 and 5.4 print them", () => {
  expect(noSuchObject.exec("Error: no pod with name or ID webb found: no such pod")?.[1]).toBe("webb");
  expect(noSuchObject.exec(`Error: no container with name or ID "${id}" found: no such container`)?.[1]).toBe(id);
});

test("policies belong to the container whose id and name come before them", () => {
  const other = "cd".repeat(32);
  const lines = [
    `100:"id":"${other}"`,
    '180:"name":"plain"',
    `300:"id":"${id}"`,
    '380:"name":"web"',
    '390:"name":"of-something-else"',
    '900:"restart_policy":"always"',
  ];
  expect(parsePolicies(lines.join("\n"))).toEqual([{ id, name: "web", policy: "always" }]);
  expect(parsePolicies([...lines, ...lines.slice(2, 4), '990:"restart_policy":"no"'].join("\n"))).toEqual([]);
  expect(parsePolicies('1:"restart_policy":"always"\nBinary file matches\n')).toEqual([]);
});
