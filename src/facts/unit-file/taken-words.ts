import { keyKind } from "./known-keys.ts";
import { type Expansion, expandSpecifiers, type SpecifierContext } from "./specifiers.ts";
import type { ComplaintKind } from "./types.ts";
import { splitUnitName } from "./unit-name.ts";
import { wording } from "./wording.ts";
import { allWords, type WordRules } from "./words.ts";

/** A word of a value as systemd takes it, or why it does not. */
export type TakenWord =
  | { readonly word: string; readonly written: string }
  | { readonly refused: string; readonly kind: ComplaintKind };

/** All words of a value. */
export interface TakenWords {
  readonly words: readonly TakenWord[];
  /** The rest of the value could not be cut into words. */
  readonly broken: boolean;
}

/**
 * Cuts a value into words as its key's parser does: dependencies know no quotes, [Install] no escapes; specifiers are
 * replaced; unit names and environment assignments that are not valid are refused one by one.
 *
 * @param section the section
 * @param key the key
 * @param value its value
 * @param context for specifiers; one that cannot be resolved here stays as written
 */
export function takenWords(section: string, key: string, value: string, context: SpecifierContext): TakenWords {
  const kind = keyKind(section, key);
  const { words, broken } = allWords(value, rulesOf(section, kind));
  const { systemd } = context;
  return {
    broken,
    words: words.map((written): TakenWord => {
      const expansion = expandSpecifiers(written, context);
      if (isUnknown(expansion))
        return {
          kind: "bad-specifier",
          refused:
            kind === "ENVIRON"
              ? wording.badEnvironmentSpecifier(written, systemd)
              : wording.badSpecifier(`'${written}'`, true),
        };
      const word = "text" in expansion ? expansion.text : written;
      if (kind === "UNIT [...]" && "text" in expansion) {
        const unit = instantiate(word, context.unitName);
        return unit === undefined
          ? { kind: "bad-dependency", refused: `Failed to add dependency on ${word}, ignoring: Invalid argument` }
          : { word: unit, written };
      }
      // systemctl enable makes no link for such a target, and verify says nothing of it.
      if (
        section === "Install" &&
        "text" in expansion &&
        splitUnitName(word) === undefined &&
        key !== "DefaultInstance"
      )
        return { kind: "bad-dependency", refused: wording.badTarget(word, systemd) };
      if (kind === "ENVIRON" && !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word))
        return { kind: "bad-environment", refused: `Invalid environment assignment, ignoring: ${word}` };
      return { word, written };
    }),
  };
}

/** Whether systemd itself has no such specifier, so that it refuses the value. */
export function isUnknown(expansion: Expansion): expansion is { error: string; reason: "unknown" } {
  return "error" in expansion && expansion.reason === "unknown";
}

function rulesOf(section: string, kind: string | undefined): WordRules {
  if (section === "Install") return { unquote: true, escapes: "retain" };
  if (kind === "UNIT [...]") return { unquote: false, escapes: "retain" };
  return { unquote: true, escapes: "resolve" };
}

// A dependency on a template means its instance of this unit's own instance, or else of its prefix.
function instantiate(name: string, unitName: string): string | undefined {
  const parts = splitUnitName(name);
  if (parts?.instance !== "") return parts && name;
  const own = splitUnitName(unitName);
  return `${parts.prefix}@${own?.instance || own?.prefix}.${parts.type}`;
}
