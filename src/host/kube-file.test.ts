import { describe, expect, test } from "bun:test";
import { keepKube, readKube } from "./kube-file.ts";

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {image: "geheim-annotation"}
spec:
  hostNetwork: false
  volumes:
  - name: data
    hostPath:
      path: /srv/data   # here
      type: Directory
  - {name: cert, secret: {secretName: web-cert}}
  - {name: kept, persistentVolumeClaim: {claimName: kept}}
  initContainers:
  - name: first
    image: "localhost/first:1"
  containers:
  - name: app
    image: docker.io/library/shop:2
    imagePullPolicy: Never
    args: [--pin, geheim-arg]
    env:
    - {name: PIN, value: geheim-env}
    - name: DB
      valueFrom:
        secretKeyRef: {name: web-db, key: pw}
    - {name: MAY, valueFrom: {secretKeyRef: {name: web-may, key: pw, optional: true}}}
    envFrom:
    - secretRef: {name: web-all}
    ports:
    - containerPort: 80
      hostPort: 8080
      hostIP: 127.0.0.1
    - {containerPort: 53, hostPort: 53, protocol: UDP}
    - {containerPort: 81}
`;

const secret = `---
kind: Secret
metadata: {name: web-cert}
data: {name: geheim-name, path: geheim-path, image: geheim-image, hostPort: 4711}
stringData: {secretName: geheim-secretname}
---
kind: ConfigMap
metadata: {name: web-settings}
data: {image: geheim-config, path: /geheim/config}
`;

test("what a pod asks of the host, with its lines", () => {
  expect(readKube(`${pod}${secret}`)).toEqual({
    pods: [
      {
        kind: "Pod",
        podName: "web",
        images: [
          { containerName: "first", image: "localhost/first:1", line: 17 },
          { containerName: "app", image: "docker.io/library/shop:2", policy: "Never", line: 20 },
        ],
        paths: [{ volume: "data", path: "/srv/data", type: "Directory", line: 11 }],
        ports: [
          { containerName: "app", hostPort: 8080, hostIP: "127.0.0.1", protocol: "tcp", line: 33 },
          { containerName: "app", hostPort: 53, hostIP: "", protocol: "udp", line: 35 },
        ],
        secrets: [
          { secretName: "web-cert", line: 13 },
          { secretName: "web-db", line: 27 },
          { secretName: "web-all", line: 30 },
        ],
      },
    ],
    makes: [{ secretName: "web-cert", line: 39 }],
  });
});

test("of what a Secret, a ConfigMap, an environment or an argument holds nothing is kept", () => {
  const answer = keepKube("/x.yaml", { outcome: "read", bytes: new TextEncoder().encode(`${secret}${pod}`) });
  const text = answer.outcome === "read" ? new TextDecoder().decode(answer.bytes) : "";
  expect(text).toContain("web-cert");
  expect(text).not.toMatch(/geheim|4711|PIN|web-may|web-settings/);
});

test("a Deployment, a Job and a DaemonSet make pods; other kinds do not", () => {
  const of = (kind: string) =>
    `kind: ${kind}\nmetadata: {name: x}\nspec: {image: no/no:1, template: {spec: {containers: [{name: a, image: b:1}]}}}\n`;
  for (const kind of ["Deployment", "Job", "DaemonSet"])
    expect(readKube(of(kind)).pods).toEqual([
      expect.objectContaining({ kind, images: [{ containerName: "a", image: "b:1", line: 3 }] }),
    ]);
  for (const kind of ["StatefulSet", "Service", "Shop", "List", "[Pod]", "{a: Pod}", "1", ""])
    expect(readKube(of(kind))).toEqual({ pods: [], makes: [] });
});

describe("whatever a file holds, it is read or refused", () => {
  const nothing = { pods: [], makes: [] };
  test.each([
    ["nothing", ""],
    ["a comment", "# x\n"],
    ["a word", "hello"],
    ["a list", "- a\n- b\n"],
    ["empty documents", "---\n---\n"],
    ["keys that are no text", "1: a\ntrue: b\n? [a, b]\n: c\n"],
    ["names of the language's own", "__proto__: {kind: Pod}\nconstructor: {kind: Pod}\n"],
    ["a pod that is a list", "kind: Pod\nspec: [containers]\n"],
  ])("%s: no pod", (_, text) => expect(readKube(text).pods.flatMap(({ images }) => images)).toEqual([]));

  test.each([
    ["tabs", "kind: Pod\nspec:\n\tcontainers: []\n"],
    ["a bracket too few", "kind: [Pod\n"],
    ["brackets without end", "[".repeat(200_000)],
    ["dashes without end", "- ".repeat(200_000)],
    [
      "a bomb of aliases",
      `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(",")}]`).join("\n")}`,
    ],
    ["a NUL", "kind: \0"],
  ])("%s: no YAML, and says so without the text", (_, text) => {
    const { problem, ...rest } = readKube(text);
    expect(rest).toEqual(nothing);
    expect(problem).toMatch(/^[A-Za-z ,.]+$/);
  });

  test("an anchor that holds itself", () => {
    expect(readKube("&a\nkind: Pod\nmetadata: *a\nspec: *a\ncontainers: [*a, *a]\n").pods).toEqual([
      expect.objectContaining({ podName: "", images: [] }),
    ]);
  });

  test("an alias that names itself over and over is bounded", () => {
    const ports = Array(600).fill("{hostPort: 80}").join(", ");
    const many = `x: &x {name: a, image: b, ports: [${ports}]}\nkind: Pod\nspec: {containers: [${Array(600).fill("*x").join(", ")}]}\n`;
    const [found] = readKube(many).pods;
    expect([found?.images.length, found?.ports.length]).toEqual([500, 500]);
  });

  test("Windows' line ends, a byte order mark and a document's end", () => {
    const text = `\uFEFF${pod.replaceAll("\n", "\r\n")}...\r\n`;
    expect(readKube(text).pods[0]?.images.map(({ image, line }) => [image, line])).toEqual([
      ["localhost/first:1", 17],
      ["docker.io/library/shop:2", 20],
    ]);
  });

  test("values of another type than they should have", () => {
    const { pods } = readKube(
      "kind: Pod\nspec: {containers: [{image: 1}, {image: [a]}, 7, null, {image: 'a b', ports: [{hostPort: x}, {hostPort: 70000}]}], volumes: [{hostPath: x}, {hostPath: {path: 1}}]}\n",
    );
    expect(pods[0]).toMatchObject({ images: [], ports: [], paths: [] });
  });

  test("a file of many megabytes is left to podman", () => {
    const answer = keepKube("/x.yaml", { outcome: "read", bytes: new Uint8Array(3 * 1024 * 1024) });
    expect(answer).toEqual({ outcome: "unanswered", reason: "too-large", detail: "/x.yaml has 3145728 bytes" });
  });
});
