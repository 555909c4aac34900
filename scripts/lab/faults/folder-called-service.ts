import { defineFault } from "../fault.ts";

export const folderCalledService = defineFault({
  name: "folder-called-service",
  on: "seed",
  plant: `mv $units/pod.service $units/pod && mkdir $units/pod.service && mv $units/pod $units/pod.service/pod.service && chown -R podder: $units/pod.service`,
  first: "unit-wrong-suffix-or-name",
  pod: "down",
});
