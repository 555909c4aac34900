/** One `key=value` line that systemd would read, with where it stands. */
export interface Assignment {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** What can be wrong with a line, whatever the release calls it. */
export type ComplaintKind =
  | "outside-section"
  | "unknown-section"
  | "bad-section-header"
  | "unknown-key"
  | "missing-equals"
  | "missing-key"
  | "not-utf8"
  | "line-too-long"
  | "bad-value"
  | "bad-dependency"
  | "bad-environment"
  | "bad-syntax"
  | "bad-escape"
  | "bad-quoting"
  | "bad-specifier"
  | "not-absolute"
  | "bad-executable"
  | "deprecated"
  | "bad-service";

/** Something that systemd says, or that silently costs a setting. */
export interface Complaint {
  readonly kind: ComplaintKind;
  readonly path: string;
  /** 0 when the complaint is about the unit as a whole. */
  readonly line: number;
  /** systemd's own wording, without the `file:line:` in front. */
  readonly text: string;
  readonly key?: string;
  readonly section?: string;
  /** The nearest valid key or section by edit distance. */
  readonly nearest?: string;
  /** The section in which this key would have been valid. */
  readonly belongsIn?: string;
  /** systemd loses it without a word; `text` is then ours. */
  readonly silent?: true;
  /** The setting (or, for a fatal one, the rest of the file) is lost. */
  readonly loses: boolean;
  /** What becomes of the unit when this is in its main file. */
  readonly fatal?: "error" | "bad-setting";
}

/** A unit file or drop-in, read as systemd reads it. */
export interface ParsedUnitFile {
  readonly path: string;
  readonly assignments: readonly Assignment[];
  /** Assignments that systemd does not take: unknown sections and keys. */
  readonly ignored: readonly Assignment[];
  readonly sections: readonly { readonly name: string; readonly line: number }[];
  readonly complaints: readonly Complaint[];
  /** Why systemd stopped reading here; nothing after it counts. */
  readonly fatal?: Complaint;
  /** Zero bytes: systemd takes such a main file for a mask. */
  readonly empty: boolean;
}

/** A value with where it was set. */
export interface SettingValue {
  readonly value: string;
  readonly path: string;
  readonly line: number;
}

/** Which systemd reads; keys, wording and some rules depend on it. */
export interface ReaderOptions {
  /** The major version, e.g. 252. Without it: any recorded release. */
  readonly systemd?: number;
}
