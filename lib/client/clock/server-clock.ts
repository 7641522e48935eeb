/** How far the server's clock is ahead of the browser's, in ms; the browser's may be wrong by hours. */
let aheadMs: number | null = null;

/**
 * Notes the server's instant (epoch ms) that came with a page. The first one of a document counts: it has just come, while
 * a page that the browser goes back to brings one from when it was left.
 */
export function setServerClock(serverMs: number): void {
  aheadMs ??= serverMs - Date.now();
}

/** The server's instant now (epoch ms), as far as it is known here: by it changes are dated, and ages reckoned. */
export function serverNow(): number {
  return Date.now() + (aheadMs ?? 0);
}
