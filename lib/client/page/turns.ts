/** Work that waits for its turn. */
export type Turns = {
  /** Puts work behind all that waits; what is returned takes it out again. */
  wait(work: () => void): () => void;
};

/** Work of which each piece is done in a task of its own, so that the page can answer in between. */
export function createTurns(inTask: (task: () => void) => void = setTimeout): Turns {
  const waiting = new Set<() => void>();
  let isRunning = false;
  const run = () =>
    inTask(() => {
      const [next] = waiting;
      isRunning = next !== undefined;
      if (!next) return;
      waiting.delete(next);
      run();
      next();
    });
  return {
    wait(work) {
      const entry = () => work();
      waiting.add(entry);
      if (!isRunning) {
        isRunning = true;
        run();
      }
      return () => {
        waiting.delete(entry);
      };
    },
  };
}
