/** What a start is told, and tells, of the life of its process. */
export type LifeOfProcess = {
  /** Aborted as soon as the process is to end: what is under way stops, and what was begun is undone or ended. */
  stopping: AbortSignal;
  /** Aborted when it is to end at once: nobody waits for requests any more. */
  hurrying: AbortSignal;
  /** Says how something that runs now is ended. What was started last is ended first. */
  onEnd: (what: string, close: () => unknown) => void;
  /** Ends the process in order, with status 1, and says why. */
  fail: (error: unknown) => void;
};
export function live(start: (life: LifeOfProcess) => Promise<void>): Promise<void>;
