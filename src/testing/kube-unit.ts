import { absent, type Changes } from "./altered-host.ts";
import { podUnit } from "./pod-unit.ts";

/** The pod's unit of the recorded hosts plays a YAML; of none of its images there is a folder to build it from, unless told. */
export function playing(yaml: string, changes: Changes = {}, options = "--network none "): Changes {
  const images = [...yaml.matchAll(/image: ([\w./-]+)/g)].map(([, name]) => name);
  const builds = images.flatMap((name) =>
    ["Containerfile", "Dockerfile"].map((file) => [`/home/podder/${name}/${file}`, absent] as const),
  );
  return {
    ...changes,
    stats: { ...Object.fromEntries(builds), ...changes.stats },
    files: {
      [podUnit]: (text: string) =>
        text.replace(/^ExecStart=.*$/m, `ExecStart=/usr/bin/podman kube play --replace ${options}%h/web.yaml`),
      "/home/podder/web.yaml": yaml,
      ...changes.files,
    },
  };
}

/** A Pod `web` with one container `app`. */
export function kubePod(container: string, spec = ""): string {
  return `kind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: app, ${container}}\n${spec === "" ? "" : `  ${spec}\n`}`;
}
