import { defineHealthy } from "../fault.ts";

export const startsById = defineHealthy({
  name: "starts-by-id",
  on: "seed",
  plant: `id=$(sed 's/},{/}\\n{/g' $home/.local/share/containers/storage/*-containers/containers.json | grep '"web-app"' | grep -o '"id":"[0-9a-f]*' | head -n1 | cut -d'"' -f4)
test -n "$id"
sed -i "s|^ExecStart=.*|ExecStart=/usr/bin/podman start $id|" $units/pod.service`,
  looksLike: ["stale-generated-unit-ids"],
  note: "The id of a container that is there.",
});
