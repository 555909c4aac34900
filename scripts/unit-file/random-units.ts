const pieces = [
  ..."[Unit]|[Service]|[Install]|[Servce]|[X-A]|[Service|Description=|Description=a b|Type=oneshot|Type=forking|Type=bad".split(
    "|",
  ),
  ..."RemainAfterExit=yes|RemainAfterExit=|Restart=no|After=a.service b|Wants=%p-x.service|Environment=A=1 B=2".split(
    "|",
  ),
  ...'Environment=|Environment="C=3 4" \'D=5|ExecStart=|ExecStart=/bin/true|ExecStart=/bin/echo |ExecStart=-/bin/a'.split(
    "|",
  ),
  ..."ExecStop=@/bin/b c|ExecStartPre=./x|X-Key=1|Bogus=2|# comment|; comment|no equals|=|  indented=1".split("|"),
];
const crumbs =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: systemd replaces it, not we
  "a|b c|\\|\\\\|\"|'|;| ; |\\;|%n|%|%%|%i|$X|${Y}|\\x41|\\u00e4|\\q|\\s|=|#| |\t|\u00e4|{{.}}|/|-|\ufeff".split("|");
const ends = ["\n", "\n", "\n", "\n", "\r\n", "\r", "\n\r", "\0", "\\\n", "\\\n", " \\\n# between\n", "\n\n"];

/**
 * Unit files put together by chance from what means something to the parser: the same on every machine.
 *
 * @param count how many
 * @returns file names and their content
 */
export function randomUnits(count: number): readonly (readonly [string, string])[] {
  let state = 20_240_601;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = (list: readonly string[]) => list[below(list.length)] ?? "";
  return Array.from({ length: count }, (_, index) => {
    let text = below(4) === 0 ? "" : "[Service]\nExecStart=/bin/true\n";
    for (let lines = 1 + below(9); lines > 0; lines -= 1) {
      text += pick(pieces);
      for (let extra = below(5); extra > 0; extra -= 1) text += pick(crumbs);
      text += pick(ends);
    }
    return [`random-${String(index).padStart(3, "0")}.service`, text] as const;
  });
}
