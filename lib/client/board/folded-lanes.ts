const listeners = new Set<() => void>();

/** Where the browser keeps what one person has folded on one board. */
export function foldedLanesKey(userId: string, boardId: string): string {
  return `sluice:folded-lanes:${userId}:${boardId}`;
}

/** The folded rows, as kept: equal text is an equal choice. Empty where the browser keeps nothing. */
export function readFoldedLanes(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** The folded rows; what cannot be read counts as nothing folded. */
export function parseFoldedLanes(text: string): readonly string[] {
  if (text === "") return [];
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) && rows.every((row) => typeof row === "string") ? rows : [];
  } catch {
    return [];
  }
}

export function keepFoldedLanes(key: string, rows: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(rows));
  } catch {
    // A browser that keeps nothing shows every row open.
  }
  for (const listener of listeners) listener();
}

/** Tells of changes here and in other tabs, until the returned function is called. */
export function followFoldedLanes(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
