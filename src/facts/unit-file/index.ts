/** What a unit file and its drop-ins say, read as systemd reads them. Pure functions: no file is touched here. */
export { dropInFolders, orderDropIns } from "./drop-ins.ts";
export {
  type ExecCommand,
  type ExecLine,
  type ExecOptions,
  type ExecPrefixes,
  type ExecProblem,
  parseExecLine,
} from "./exec-line.ts";
export { keyKind, keyReleases, keysOf, recordedReleases, sectionsOf } from "./known-keys.ts";
export { loadComplaints, serviceType } from "./load-complaints.ts";
export { mergeUnit, type UnitConfig } from "./merge.ts";
export { nearest } from "./nearest.ts";
export { parseUnitFile } from "./parse.ts";
export { type Expansion, expandSpecifiers, type SpecifierContext } from "./specifiers.ts";
export type { Assignment, Complaint, ComplaintKind, ParsedUnitFile, ReaderOptions, SettingValue } from "./types.ts";
export {
  escapePath,
  escapeUnitName,
  splitUnitName,
  type UnitNameParts,
  type UnitType,
  unescapeUnitName,
  unitNameIsValid,
  unitSuffixes,
  unitTypes,
} from "./unit-name.ts";
export { parseBoolean, parseTimespan } from "./values.ts";
export { allWords } from "./words.ts";
