import { expect, test } from "bun:test";
import { deb822Sources, oneLineSources } from "./packages.ts";

test("a one-line sources.list names its binary sources", () => {
  const text = `# deb http://old.example/debian bookworm main
deb http://mirror.example/debian bookworm main contrib
deb [arch=amd64 signed-by=/usr/share/keyrings/k.gpg] https://mirror.example/debian-security bookworm-security main
deb-src http://mirror.example/debian bookworm main
`;
  expect(oneLineSources(text)).toEqual([
    { uri: "http://mirror.example/debian", suites: ["bookworm"] },
    { uri: "https://mirror.example/debian-security", suites: ["bookworm-security"] },
  ]);
});

test("a deb822 file names the enabled binary sources of every stanza", () => {
  const text = `Types: deb deb-src
# http://snapshot.example/archive
URIs: http://mirror.example/debian
Suites: trixie
 trixie-updates
Components: main

Types: deb
URIs: http://off.example/debian
Suites: trixie
Enabled: no

Types: deb-src
URIs: http://source.example/debian
Suites: trixie
`;
  expect(deb822Sources(text)).toEqual([{ uri: "http://mirror.example/debian", suites: ["trixie", "trixie-updates"] }]);
});
