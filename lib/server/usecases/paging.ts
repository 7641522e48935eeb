import "server-only";
import type { Page } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";

/** A page of rows read one further than asked: the surplus row tells that there is another page. */
export function toPage<T>(rows: T[], limit: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** A cursor that is a row's number; null for the first page. Throws `invalid` for any other text. */
export function toRowNumber(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (/^\d{1,18}$/.test(cursor)) return cursor;
  throw badCursor();
}

/** A cursor made of an instant and what breaks its ties; null for the first page. Throws `invalid` otherwise. */
export function toInstantCursor(cursor: string | undefined, tie: RegExp): { at: string; id: string } | null {
  if (cursor === undefined) return null;
  const [at, id] = cursor.split("_");
  if (at && id && tie.test(id) && /^\d{4}-\d\d-\d\dT/.test(at) && !Number.isNaN(Date.parse(at)))
    return { at, id };
  throw badCursor();
}

function badCursor(): DomainError {
  return new DomainError("invalid", {
    errors: [{ path: "cursor", message: "Not a cursor that an earlier page gave." }],
  });
}
