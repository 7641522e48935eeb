import type { LongWork } from "../http/drain";

/** What the server's modules do before the process ends. */
export type Ending = LongWork & {
  /** Closes every connection to the database, that of a backup among them. */
  closeDatabase: () => Promise<void>;
};

// Kept on globalThis: whoever ends the process and the framework's bundles each load this module for themselves.
const kept = globalThis as { sluiceEnding?: Ending };

/** Says how the server's modules end. */
export function setEnding(ending: Ending): void {
  kept.sluiceEnding = ending;
}

/** How the server's modules end; does nothing while they have not begun. */
export function getEnding(): Ending {
  return (
    kept.sluiceEnding ?? {
      endStreams: () => {},
      interrupt: async () => {},
      closeDatabase: async () => {},
    }
  );
}
