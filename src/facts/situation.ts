import { aboutAccount, type Known, known, type Learning } from "./fact.ts";

/** In which of the four situations poddoctor is run. */
export interface Situation {
  /** `session`: as a login gives it; `no-session`: after su or `sudo -u`; `root`: root for somebody else; `other`: may not look. */
  readonly kind: "session" | "no-session" | "root" | "other";
  readonly callerUid: number;
  /** $XDG_RUNTIME_DIR of the caller; undefined where unset. */
  readonly runtimeDirectoryVariable?: string;
  readonly busAddressVariable?: string;
}

/** Compares the caller with the account and with what a login session would have set. */
export const learnSituation = aboutAccount(async ({ host }: Learning, account): Promise<Known<Situation>> => {
  const { uid, environment } = host.caller();
  const runtime = environment.XDG_RUNTIME_DIR;
  const bus = environment.DBUS_SESSION_BUS_ADDRESS;
  const own = uid === account.uid;
  const inSession = runtime === account.runtimeDirectory;
  return known({
    kind: own ? (inSession ? "session" : "no-session") : uid === 0 ? "root" : "other",
    callerUid: uid,
    ...(runtime === undefined ? {} : { runtimeDirectoryVariable: runtime }),
    ...(bus === undefined ? {} : { busAddressVariable: bus }),
  });
});
