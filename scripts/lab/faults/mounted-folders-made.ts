import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const mountedFoldersMade = defineHealthy({
  name: "mounted-folders-made",
  on: "seed",
  plant: `echo "d /run/webdata 0755 podder podder" > /etc/tmpfiles.d/webdata.conf
${podmanRun("--network none -v %h/data:/data -v /run/webdata:/run/web -v webvolume:/var/web localhost/app:1", "ExecStartPre=/bin/mkdir -p %h/data")}`,
  looksLike: ["bind-source-missing", "bind-source-permission"],
  note: "mkdir is in /bin: bullseye's /usr is not merged in this lab.",
});
