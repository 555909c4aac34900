import { describe, expect, test } from "bun:test";
import { needsOf, parsePodmanCall } from "./index.ts";

const call = (text: string) => parsePodmanCall(text.split(" "));
const needs = (text: string) => {
  const parsed = call(text);
  if (!parsed) throw new Error(`not taken apart: ${text}`);
  return needsOf(parsed, "/home/podder");
};

describe("the image is where podman's own reading of its options has it", () => {
  test.each([
    ["podman run app:1", "app:1"],
    ["/usr/bin/podman --log-level debug container run -dt -p 80:80 --rm app:1 -v /x:/y", "app:1"],
    ["podman run -itv /a:/b -p80:80 -eA=1 --name=web --read-only app:1 sh -c run", "app:1"],
    ["podman run --cgroups=split --sdnotify=conmon --replace -d -- app:1 -d", "app:1"],
    ["podman create --tls-verify=false --pull never quay.io/a/b@sha256:00 x", "quay.io/a/b@sha256:00"],
    ["podman run --sig-proxy --http-proxy=false --init app:1", "app:1"],
  ])("%s", (text, image) => expect(needs(text).image?.reference).toBe(image));

  test.each([
    "podman run --not-an-option x app:1",
    "podman run -Zq app:1",
    "podman run --name",
    "podman ps",
    "podman --hm run x",
    "podman",
  ])("%s is not taken apart", (text) => expect(call(text)).toBeUndefined());

  test("with --rootfs there is none", () => expect(needs("podman run --rootfs /srv/root sh").image).toBeUndefined());
  test("a variable is left to the start", () => {
    const { image, undetermined } = needs("podman run $IMAGE");
    expect(image).toBeUndefined();
    expect(undetermined).toEqual(["$IMAGE"]);
  });
  test("options may follow names where nothing is run", () => {
    expect(call("podman start web -a")?.operands).toEqual(["web"]);
    expect(call("podman pod start web db")?.operands).toEqual(["web", "db"]);
  });
});

test.each([
  ["podman run -v /srv/a:/b:ro,Z -v data:/c -v /anonymous app", ["/srv/a"]],
  ["podman run --mount type=bind,src=/srv/a,target=/b --mount type=volume,src=x,target=/y app", ["/srv/a"]],
  ["podman run --mount=type=bind,target=/b,source=/srv/b,ro=true app", ["/srv/b"]],
  ["podman run -v ./a:/b -v ../c:/d -v ~/e:/f app", ["/home/podder/a", "~/e"]],
  ["podman run -v a\\:b:/c app", []],
  ["podman run --mount type=tmpfs,target=/x --mount type=glob,src=/x/* app", []],
  ["podman pod create -v /srv/a:/b web", ["/srv/a"]],
] as const)("sources of %s", (text, paths) => expect(needs(text).sources.map(({ path }) => path)).toEqual([...paths]));

test.each([
  ["-p 80:8080", [["", 80, 80, "tcp"]]],
  ["-p 127.0.0.1:8080-8082:80-82/udp", [["127.0.0.1", 8080, 8082, "udp"]]],
  ["-p [::1]:81:80", [["::1", 81, 81, "tcp"]]],
  ["-p 80 -p 127.0.0.1::80 -p 0:80 -P", []],
  ["--publish=53:53/UDP", [["", 53, 53, "udp"]]],
] as const)("ports of %s", (options, ports) =>
  expect(
    needs(`podman run ${options} app`).ports.map(({ address, first, last, protocol }) => [
      address,
      first,
      last,
      protocol,
    ]),
  ).toEqual(ports.map((port) => [...port])),
);

test.each([
  ["--network web,db", ["web", "db"], "bridge"],
  ["--network web:ip=10.0.0.2,alias=x", ["web"], "bridge"],
  ["--net=host", [], "other"],
  ["--network none", [], "other"],
  ["--network container:db", [], "other"],
  ["--network pasta:-T,5432", [], "pasta"],
  ["--network slirp4netns:mtu=1500", [], "slirp4netns"],
  ["--network bridge", [], "bridge"],
  ["--pod web", [], "other"],
  ["--rm", [], "default"],
] as const)("network of %s", (options, networks, mode) => {
  const found = needs(`podman run ${options} app`);
  expect(found.networks).toEqual([...networks]);
  expect(found.mode).toBe(mode);
});

test("a relative path is left alone where nobody knows from where", () => {
  const parsed = call("podman run -v ./a:/b app");
  expect(parsed && needsOf(parsed, undefined).sources).toEqual([]);
});

test("secrets by name, without their options", () => {
  expect(needs("podman run --secret a,type=env,target=A --secret=b app").secrets).toEqual(["a", "b"]);
});

test.each([
  ["--pull=never", "never"],
  ["--pull always", "always"],
  ["--pull=newer", "newer"],
  ["--pull=true", "always"],
  ["--rm", "missing"],
] as const)("pull policy of %s", (options, policy) =>
  expect(needs(`podman run ${options} app`).image?.pull).toBe(policy),
);
