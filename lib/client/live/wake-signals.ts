const tickMs = 5_000;
const jumpMs = 15_000;

/**
 * Calls `onWake` when whatever stood before may no longer stand: the page is looked at again, the network is back, the
 * page comes out of the browser's cache, or the clock has jumped as it does over a sleep. Until the returned function is
 * called.
 */
export function listenForWaking(onWake: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  for (const name of ["online", "focus", "pageshow"]) window.addEventListener(name, onWake, { signal });
  document.addEventListener("visibilitychange", () => !document.hidden && onWake(), { signal });
  let lastAt = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    // Timers of a hidden page are slowed down by the browser, and that is no sleep.
    if (now - lastAt > jumpMs && !document.hidden) onWake();
    lastAt = now;
  }, tickMs);
  return () => {
    clearInterval(timer);
    ended.abort();
  };
}
