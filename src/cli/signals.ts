const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const cleanups: (() => void)[] = [];

/** Adds what must be done before a signal ends the program; it must not wait for anything. */
export function beforeSignalled(cleanup: () => void): void {
  cleanups.push(cleanup);
}

/** Exits as a shell counts signals, once what was asked for is done. */
export function handleSignals(): void {
  for (const [signal, status] of Object.entries(signals)) {
    process.once(signal, () => {
      for (const cleanup of cleanups) cleanup();
      process.exit(status);
    });
  }
}
