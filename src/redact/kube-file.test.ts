import { expect, test } from "bun:test";
import { podHost } from "../cli/testing/pod-host.ts";
import { makeReport } from "../report/make-report.ts";
import { foundIn } from "./testing/forms.ts";

const planted = {
  "a Secret's data": "Z2VoZWltLTEyMzQ1",
  "a Secret's text": "stringdata-geheim-88",
  "a Secret's value under a name that is read elsewhere": "/srv/geheim/pfad-77",
  "an environment's value": "env-geheim-4471",
  "a ConfigMap's value": "configmap-geheim-31",
  "an argument": "--pin=geheim-5512",
  "a label": "kunde-mueller-lagerhaus",
  "a comment": "passwort-im-kommentar",
  "the secret's name": "ledger-db-credential",
  "the pod's name": "raptor-payroll",
  "the container's name": "falcon-ledger",
} as const;

const yaml = `apiVersion: v1
kind: Pod
metadata:
  name: ${planted["the pod's name"]}
  labels: {app: ${planted["a label"]}}
spec:
  containers:
  - name: ${planted["the container's name"]}
    image: localhost/auth:1   # ${planted["a comment"]}
    args: ["${planted["an argument"]}"]
    env:
    - {name: DB, value: ${planted["an environment's value"]}}
    - name: PW
      valueFrom: {secretKeyRef: {name: ${planted["the secret's name"]}, key: pw}}
  volumes:
  - {name: data, hostPath: {path: /srv/data, type: Directory}}
---
kind: Secret
metadata: {name: other}
data:
  image: ${planted["a Secret's data"]}
  path: ${planted["a Secret's value under a name that is read elsewhere"]}
stringData: {name: ${planted["a Secret's text"]}}
---
kind: ConfigMap
metadata: {name: settings}
data: {hostPort: "${planted["a ConfigMap's value"]}"}
`;

const files = (name: string) => ({
  "/home/podder/.config/systemd/user/pod.service": `[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/bin/podman kube play --replace %h/${name}\n[Install]\nWantedBy=default.target\n`,
  [`/home/podder/${name}`]: yaml,
});

test.each(["web.yaml", "web"])("of the YAML %s a report has what it asks of the host, and no secret", async (name) => {
  const { bundle, leaks, names, changed } = await makeReport(
    podHost({ paths: files(name) }),
    { units: [], boot: 0 },
    "full",
  );
  expect({ leaks, changed }).toEqual({ leaks: [], changed: [] });
  const text = JSON.stringify(bundle);
  expect(text).toContain("localhost/auth:1");
  expect(text).toContain("/srv/data");
  expect(foundIn(text, planted)).toEqual([]);
  expect(names).toContainEqual(["secret-1", planted["the secret's name"]]);
  const asked = bundle.diagnosis.results.filter(({ check }) => check === "bind-source-missing");
  expect(asked).toEqual([expect.objectContaining({ status: "fail", summary: expect.stringContaining("/srv/data") })]);
});

test("with --redact none names stay, and secrets are gone all the same", async () => {
  const { bundle } = await makeReport(podHost({ paths: files("web.yaml") }), { units: [], boot: 0 }, "none");
  const text = JSON.stringify(bundle);
  expect(text).toContain(planted["the pod's name"]);
  const found = new Set(foundIn(text, planted).map((one) => one.split(":")[0]));
  expect([...found].sort()).toEqual(["the container's name", "the pod's name", "the secret's name"]);
});
