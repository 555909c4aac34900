import type { Assignment, SettingValue } from "../unit-file/index.ts";

/** A quadlet or one of its drop-ins, read as podman's generator reads it: no key and no section is refused here. */
export interface QuadletFile {
  readonly path: string;
  readonly sections: readonly { readonly name: string; readonly line: number }[];
  readonly assignments: readonly Assignment[];
}

/**
 * Reads a quadlet as pkg/systemd/parser/unitfile.go does; lines that it would refuse are left out, for the generator
 * itself says what it refuses.
 */
export function parseQuadletFile(text: string, path: string): QuadletFile {
  const sections: { name: string; line: number }[] = [];
  const assignments: Assignment[] = [];
  let begun = "";
  const lines = text.replace(/\n$/, "").split("\n");
  for (const [index, raw] of lines.entries()) {
    const trimmed = raw.trim();
    if (trimmed === "" || /^[#;]/.test(trimmed)) continue;
    const continued = trimmed.endsWith("\\");
    const line = begun + (continued ? trimmed.slice(0, -1) : trimmed);
    begun = continued && index < lines.length - 1 ? line : "";
    if (begun !== "") continue;
    const header = /^\[([^\]]*)\]$/.exec(line)?.[1];
    const [, key, value] = /^([^=]+?)\s*=\s*(.*)$/s.exec(line) ?? [];
    if (header !== undefined) sections.push({ name: header, line: index + 1 });
    else if (key !== undefined && value !== undefined)
      assignments.push({ section: sections.at(-1)?.name ?? "", key, value, line: index + 1 });
  }
  return { path, sections, assignments };
}

/** The values that hold for a key over a quadlet and its drop-ins; an empty one drops those before it. */
export function settingsOf(files: readonly QuadletFile[], section: string, key: string): readonly SettingValue[] {
  const values: SettingValue[] = [];
  for (const { path, assignments } of files) {
    for (const { value, line } of assignments.filter((one) => one.section === section && one.key === key)) {
      if (value === "") values.length = 0;
      else values.push({ value, path, line });
    }
  }
  return values;
}
