import { createServer } from "node:net";

/** A name held by this process for as long as it lives. */
export interface Hold {
  release(): void;
}

/**
 * Takes NAME for this process alone, or returns undefined when a living process has it.
 * The name is an abstract unix socket (unix(7)): the kernel frees it with the process, however that ends, so there is
 * no lock file to go stale. Throws what listen(2) reports other than EADDRINUSE.
 */
export function tryHold(name: string): Promise<Hold | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") done(undefined);
      else fail(error);
    });
    server.listen(`\0poddoctor-lab/${name}`, () => {
      server.unref();
      done({ release: () => server.close() });
    });
  });
}

/** Waits until NAME is free and takes it; `waiting` is called once if there is something to wait for. */
export async function hold(name: string, waiting: () => void): Promise<Hold> {
  for (let attempt = 0; ; attempt++) {
    const held = await tryHold(name);
    if (held !== undefined) return held;
    if (attempt === 0) waiting();
    await Bun.sleep(200);
  }
}
