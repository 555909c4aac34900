import { defineHealthy } from "../fault.ts";

export const templateInstance = defineHealthy({
  name: "template-instance",
  on: "seed",
  plant: `sed 's/pod start web/pod start %i/; s/pod stop web/pod stop %i/' $units/pod.service > $units/pod@.service
rm -r $units/pod.service $units/default.target.wants/* && ln -s $units/pod@.service $units/default.target.wants/pod@web.service && chown -Rh podder: $units`,
  looksLike: ["unit-not-enabled", "dangling-enable-link", "store-mismatch-root-vs-user"],
  note: "A template that starts the pod of its instance.",
});
