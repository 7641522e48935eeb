import "server-only";
import type { Page } from "@/lib/contracts/primitives";

/** A page of rows read one further than asked: the surplus row tells that there is another page. */
export function toPage<T>(rows: T[], limit: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
