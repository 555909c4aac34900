import { escapePath, splitUnitName, unescapeUnitName } from "./unit-name.ts";

/** What the specifiers of a unit stand for. What is not given stays unresolved. */
export interface SpecifierContext {
  readonly unitName: string;
  /** The release of systemd: %S and %L moved in 254, %D came with 256. */
  readonly systemd?: number;
  readonly account?: {
    readonly name: string;
    readonly uid: number;
    readonly home: string;
    readonly gid?: number;
    readonly group?: string;
    readonly shell?: string;
  };
  /** $XDG_RUNTIME_DIR of the user manager. */
  readonly runtimeDir?: string;
  /** XDG folders where the manager's environment names them. */
  readonly configDir?: string;
  readonly cacheDir?: string;
  readonly stateDir?: string;
  readonly dataDir?: string;
  readonly tmpDir?: string;
  readonly varTmpDir?: string;
  readonly hostName?: string;
  readonly machineId?: string;
  readonly bootId?: string;
  readonly kernel?: string;
  readonly architecture?: string;
  readonly fragmentPath?: string;
}

/** The text, or the first specifier (`%Z`) that has no value: because there is none such, or because it is not known here. */
export type Expansion =
  | { readonly text: string }
  | { readonly error: string; readonly reason: "unknown" | "unresolved" };

const everySpecifier = new Set("aAbBcCdEfgGhHiIjJlLmMnNopPqrRsStTuUvVwWyY");

/**
 * Replaces the specifiers of a user unit (systemd.unit(5) "SPECIFIERS"; src/core/unit-printf.c, src/shared/specifier.c).
 *
 * @param text a value
 * @param context what is known about the unit, its account and its host
 * @returns the text with every specifier replaced, or the one that could not be; never throws
 */
export function expandSpecifiers(text: string, context: SpecifierContext): Expansion {
  let expanded = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const specifier = text[at + 1];
    if (char !== "%" || specifier === undefined) {
      expanded += char;
      continue;
    }
    at += 1;
    if (specifier === "%") expanded += "%";
    else if (!/[A-Za-z0-9]/.test(specifier)) expanded += `%${specifier}`;
    else if (!isSpecifier(specifier, context.systemd)) return { error: `%${specifier}`, reason: "unknown" };
    else {
      const value = resolve(specifier, context);
      if (value === undefined) return { error: `%${specifier}`, reason: "unresolved" };
      expanded += value;
    }
  }
  return { text: expanded };
}

function isSpecifier(letter: string, systemd: number | undefined): boolean {
  return everySpecifier.has(letter) || (letter === "D" && (systemd ?? 256) >= 256);
}

function resolve(letter: string, context: SpecifierContext): string | undefined {
  const parts = splitUnitName(context.unitName);
  const stem = context.unitName.replace(/\.[^.]*$/, "");
  const prefix = parts?.prefix ?? stem;
  const lastPart = prefix.slice(prefix.lastIndexOf("-") + 1);
  switch (letter) {
    case "n":
      return context.unitName;
    case "N":
      return stem;
    case "p":
      return prefix;
    case "P":
      return unescapeUnitName(prefix);
    case "i":
      return parts?.instance ?? "";
    case "I":
      return unescapeUnitName(parts?.instance ?? "");
    case "j":
      return lastPart;
    case "J":
      return unescapeUnitName(lastPart);
    case "f":
      return absolute(unescapeUnitName(parts?.instance || prefix));
    case "y":
      return context.fragmentPath;
    case "Y":
      return context.fragmentPath?.replace(/\/[^/]*$/, "");
    default:
      return resolveAccount(letter, context) ?? resolveHost(letter, context);
  }
}

function resolveAccount(letter: string, context: SpecifierContext): string | undefined {
  const { account } = context;
  const below = (path: string) => (account === undefined ? undefined : `${account.home}/${path}`);
  const config = context.configDir ?? below(".config");
  const movedState = (context.systemd ?? 254) >= 254;
  const state = movedState ? (context.stateDir ?? below(".local/state")) : config;
  const runtime = context.runtimeDir ?? (account && `/run/user/${account.uid}`);
  switch (letter) {
    case "h":
      return account?.home;
    case "u":
      return account?.name;
    case "U":
      return account?.uid.toString();
    case "g":
      return account?.group;
    case "G":
      return account?.gid?.toString();
    case "s":
      return account?.shell;
    case "t":
      return runtime;
    case "d":
      return runtime && `${runtime}/credentials/${context.unitName}`;
    case "E":
      return config;
    case "S":
      return state;
    case "L":
      return state && `${state}/log`;
    case "C":
      return context.cacheDir ?? below(".cache");
    case "D":
      return context.dataDir ?? below(".local/share");
    default:
      return undefined;
  }
}

function resolveHost(letter: string, context: SpecifierContext): string | undefined {
  switch (letter) {
    case "T":
      return context.tmpDir ?? "/tmp";
    case "V":
      return context.varTmpDir ?? "/var/tmp";
    case "H":
      return context.hostName;
    case "l":
      return context.hostName?.replace(/\..*$/, "");
    case "m":
      return context.machineId;
    case "b":
      return context.bootId;
    case "v":
      return context.kernel;
    case "a":
      return context.architecture;
    default:
      return undefined;
  }
}

function absolute(path: string | undefined): string | undefined {
  if (path === undefined || escapePath(path) === undefined) return undefined;
  return path.startsWith("/") ? path : `/${path}`;
}
