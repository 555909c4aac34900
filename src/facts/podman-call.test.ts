import { describe, expect, test } from "bun:test";
import { podmanCall } from "./podman-call.ts";

const call = (text: string) => podmanCall(text.split(" "));

describe("what a podman call starts or makes", () => {
  test.each([
    ["/usr/bin/podman start web", ["web"]],
    ["podman container start -a web db", ["web", "db"]],
    ["podman --log-level=debug start --detach-keys ctrl-p,ctrl-q web", ["web"]],
    ["podman start --all", []],
    ["podman start --filter restart-policy=always", []],
    ["podman start $NAME", []],
    ["podman start web@%i", []],
  ])("%s starts the containers %j", (text, names) => {
    expect(call(text)).toMatchObject({ does: "start", object: "container", names });
  });

  test("a pod", () => {
    expect(call("podman pod start web")).toMatchObject({ does: "start", object: "pod", names: ["web"] });
    expect(call("podman pod create --name=web --replace")).toMatchObject({
      does: "make",
      object: "pod",
      replaces: true,
    });
  });

  test("a new container, with what is said of it", () => {
    expect(call("podman run -d --rm --name web --sdnotify=conmon app")).toMatchObject({
      does: "make",
      names: ["web"],
      removes: true,
      replaces: false,
      sdnotify: "conmon",
    });
    expect(call("podman run app")).toMatchObject({ does: "make", names: [] });
  });

  test.each([
    "podman ps",
    "podman pod stop web",
    "podman --root /srv start web",
    "podman -r start web",
    "docker start web",
    "",
  ])("%j is none of it", (text) => {
    expect(call(text)).toBeUndefined();
  });
});
