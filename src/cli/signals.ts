import { killRunningCommands } from "../host/run-command.ts";
import { stopProgress } from "./progress.ts";

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Ends what runs, leaves the terminal clean, and exits as a shell counts signals. */
export function handleSignals(): void {
  for (const [signal, status] of Object.entries(signals)) {
    process.once(signal, () => {
      stopProgress();
      killRunningCommands();
      process.exit(status);
    });
  }
}
