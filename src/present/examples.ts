/** The example hosts, as commands that can be typed. */
export function renderExamples(examples: readonly { readonly name: string; readonly title: string }[]): string {
  const width = Math.max(...examples.map(({ name }) => name.length));
  return [
    "Hosts that were recorded in the boot lab, to see poddoctor at work on any machine:",
    "",
    ...examples.map(({ name, title }) => `  poddoctor replay ${name.padEnd(width)}  ${title}`),
    "",
    "Of each: poddoctor replay NAME explain, or report for its page.",
  ].join("\n");
}
