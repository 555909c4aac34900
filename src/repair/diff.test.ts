import { expect, test } from "bun:test";
import { diffOf } from "./diff.ts";
import { type FileState, fileWith } from "./file-state.ts";

const absent: FileState = { kind: "absent" };
const link = (target: string): FileState => ({ kind: "symlink", target });

test.each<[string, FileState, FileState, string]>([
  ["a folder", absent, { kind: "directory" }, "make folder /p\n"],
  ["a folder goes", { kind: "directory" }, absent, "remove folder /p\n"],
  ["a link", absent, link("/t"), "link /p -> /t\n"],
  ["a link goes", link("/t"), absent, "remove link /p -> /t\n"],
  ["a link for a link", link("/old"), link("/t"), "link /p -> /t, in place of a link to /old\n"],
  ["a link for a file", fileWith("x"), link("/t"), "link /p -> /t, in place of a file\n"],
  ["a mode", fileWith("x"), fileWith("x", 0o755), "mode of /p: 0644 -> 0755\n"],
  ["a new file", absent, fileWith("a\nb\n"), "--- /dev/null\n+++ b/p\n@@ -0,0 +1,2 @@\n+a\n+b\n"],
  ["a file goes", fileWith("a\n"), absent, "--- a/p\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n"],
  [
    "an edit, with two lines around it",
    fileWith("1\n2\n3\n4\n5\n6\n7\n"),
    fileWith("1\n2\n3\nx\n5\n6\n7\n"),
    "--- a/p\n+++ b/p\n@@ -2,5 +2,5 @@\n 2\n 3\n-4\n+x\n 5\n 6\n",
  ],
  [
    "text and mode",
    fileWith("a", 0o600),
    fileWith("b\n"),
    "mode of /p: 0600 -> 0644\n--- a/p\n+++ b/p\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n",
  ],
])("%s", (_, before, after, text) => {
  expect(diffOf({ path: "/p", before, after })).toBe(text);
});
