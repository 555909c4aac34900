import { expect, test } from "bun:test";
import { statSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../cli/testing/executable.ts";
import { findNames, freeId, keepNames, type Names, unmask } from "./names.ts";

const names = (id: string, value: string): Names => ({
  schema: "poddoctor/names/1",
  id,
  names: [
    ["user-1", value],
    ["user-12", "berta"],
    ["pod1", "web"],
  ],
});

test("names are kept for their owner alone; the last report's are found, or those of the report that is named", () => {
  using folder = temporaryFolder();
  const directory = join(folder.path, "deep/reports");
  const ids = ["20260101T000000Z", "20260102T000000Z"];
  for (const id of ids) expect(keepNames(directory, names(id, id))).toBeUndefined();
  expect(statSync(join(directory, `${ids[0]}.json`)).mode & 0o777).toBe(0o600);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(findNames(directory, undefined, "an answer")?.id).toBe("20260102T000000Z");
  expect(findNames(directory, undefined, "see poddoctor-report-20260101T000000Z.html")?.id).toBe("20260101T000000Z");
  expect(findNames(directory, "20260101T000000Z", "")?.id).toBe("20260101T000000Z");
  for (const other of ["20250101T000000Z", "../reports/20260101T000000Z", "/etc/passwd"])
    expect(findNames(directory, other, "")).toBeUndefined();
  expect(findNames(join(folder.path, "none"), undefined, "")).toBeUndefined();

  const second = "20260101T000000Z-2";
  expect(freeId(directory, "20260101T000000Z")).toBe(second);
  expect(keepNames(directory, names(second, second))).toBeUndefined();
  expect(freeId(directory, "20260101T000000Z")).toBe("20260101T000000Z-3");
  expect(freeId(directory, "20260103T000000Z")).toBe("20260103T000000Z");
  expect(freeId(join(folder.path, "none"), "20260101T000000Z")).toBe("20260101T000000Z");
  expect(findNames(directory, undefined, `see poddoctor-report-${second}.html`)?.id).toBe(second);
  expect(findNames(directory, undefined, "see poddoctor-report-20260101T000000Z.html")?.id).toBe("20260101T000000Z");
});

test("unmask puts back whole tokens, whatever their case, and nothing that only looks like one", () => {
  const text = "user-1's pod1.service, User-1, user-12, user-123, superuser-1, user-1001.slice";
  expect(unmask(text, names("x", "anna"))).toBe(
    "anna's web.service, anna, berta, user-123, superuser-1, user-1001.slice",
  );
});

test("unmask knows a name within a mount's, where systemd escapes its dash", () => {
  const { id, schema } = names("x", "");
  const kept: Names = {
    schema,
    id,
    names: [
      ["user-1", "podder"],
      ["host-1", "web-1"],
    ],
  };
  expect(unmask("home-user\\x2d1.mount, srv-host\\x2d1.mount", kept)).toBe("home-podder.mount, srv-web\\x2d1.mount");
});
