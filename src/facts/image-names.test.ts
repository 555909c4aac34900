import { expect, test } from "bun:test";
import { isStored, parseImageName, resolveShortName, wouldPull } from "./image-names.ts";

const digest = `sha256:${"a".repeat(64)}`;
const images = [
  {
    id: "6f9b362fbeb12291ec233060fee088cff7f1d24de504256ef1d17597e559f681",
    names: ["localhost/app:1", "docker.io/library/alpine:latest", "quay.io/team/web:2"],
    digests: [digest],
  },
];

test.each([
  ["app:1", true],
  ["app", false],
  ["localhost/app:1", true],
  ["localhost/app", false],
  ["alpine", true],
  ["docker.io/alpine", true],
  ["docker://quay.io/team/web:2", true],
  ["team/web:2", true],
  ["web:2", true],
  ["quay.io/web:2", false],
  ["6f9b362fbeb1", true],
  ["6f9b362fbeb2", false],
  [`quay.io/team/web@${digest}`, true],
  [`quay.io/team/web@sha256:${"b".repeat(64)}`, false],
] as const)("%s is in the storage: %s", (reference, stored) => expect(isStored(reference, images)).toBe(stored));

test.each([
  ["localhost:5000/a/b:1", { registry: "localhost:5000", path: "a/b", tag: "1" }],
  ["quay.io/a/b", { registry: "quay.io", path: "a/b", tag: "latest" }],
  ["a/b:x", { path: "a/b", tag: "x" }],
  ["oci-archive:/srv/x.tar", undefined],
  ["dir:/srv/x", undefined],
  ["", undefined],
  ["%i mage", undefined],
] as const)("%s", (reference, name) => expect(parseImageName(reference)).toEqual(name as never));

test.each([
  [[], "enforcing", "no-registry"],
  [["quay.io"], "enforcing", "resolves"],
  [["quay.io", "docker.io"], "enforcing", "would-ask"],
  [["quay.io", "docker.io"], "permissive", "resolves"],
] as const)("with %j and %s: %s", (unqualifiedSearch, shortNameMode, outcome) => {
  const registries = { unqualifiedSearch, shortNameMode, aliases: new Map([["shop", "quay.io/shop"]]) };
  expect(resolveShortName({ path: "app", tag: "1" }, registries)).toBe(outcome);
  expect(resolveShortName({ path: "shop", tag: "1" }, registries)).toBe("resolves");
});

test.each([
  ["always", "app:1", true],
  ["never", "gone:1", false],
  ["newer", "app:1", false],
  ["newer", "gone:1", true],
  ["missing", "app:1", false],
] as const)("--pull=%s of %s reaches a registry: %s", (pull, reference, reaches) =>
  expect(wouldPull({ reference, pull }, images)).toBe(reaches),
);
