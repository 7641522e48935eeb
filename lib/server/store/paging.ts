import "server-only";
import type { Page } from "@/lib/contracts/primitives";

/**
 * Turns rows into a page. The caller reads `limit` + 1 rows: if the extra one is there, the page has a next one, and a
 * cursor to it.
 */
export function toPage<T>(rows: T[], limit: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
