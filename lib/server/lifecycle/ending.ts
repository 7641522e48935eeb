/** What runs for longer than a request, and is ended when the process ends. */
export type LongWork = {
  /** Tells every reader of an event stream when to come back, each at another time, and ends the stream. */
  endStreams: () => void;
  /** Ends imports and whatever else runs for long, and records that it was interrupted. */
  interrupt: () => Promise<void>;
};

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
