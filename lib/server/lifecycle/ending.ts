import { oncePerProcess } from "./once-per-process";

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

const kept = oncePerProcess<{ ending: Ending | null }>("ending", () => ({ ending: null }));

/** Says how the server's modules end. */
export function setEnding(ending: Ending): void {
  kept.ending = ending;
}

/** How the server's modules end; does nothing while they have not begun. */
export function getEnding(): Ending {
  return (
    kept.ending ?? {
      endStreams: () => {},
      interrupt: async () => {},
      closeDatabase: async () => {},
    }
  );
}
