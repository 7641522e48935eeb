import { z } from "zod";
import { id, wholeText } from "./primitives";

// Keyset paging. What a page gives as `nextCursor`, and what the next one is asked with, is made and read here alone.

const words = "Not a cursor that an earlier page gave.";

/** Where a list goes on that is numbered: the number of its last row. */
export const rowCursor = z.string().max(18, words).regex(/^\d+$/, words);

/** Where a list goes on that is ordered by time: the last row's instant, and the id that breaks ties. */
export type InstantMark = { at: string; id: string };

/** Any that the database may hold: history may be older than what people type. It knows no year 0. */
const storedInstant = z.iso
  .datetime()
  .max(40)
  .regex(/^(?!0000)/);

function instantCursor(tie: z.ZodType<string>) {
  return z
    .string()
    .max(100, words)
    .transform((text, context): InstantMark => {
      const at = text.split("_", 1)[0] ?? "";
      const mark = { at, id: text.slice(at.length + 1) };
      const isMade = storedInstant.safeParse(at).success && tie.safeParse(mark.id).success;
      if (!isMade) context.addIssue({ code: "custom", message: words });
      return mark;
    });
}

/** Of the log of moves. */
export const logCursor = instantCursor(rowCursor);
/** Of cards. */
export const cardCursor = instantCursor(id);

/** The cursor of a list that is ordered by time. */
export function toInstantCursor({ at, id }: InstantMark): string {
  return `${at}_${id}`;
}

function pageQuery<T extends z.ZodType>(cursor: T) {
  return z.object({ cursor: cursor.optional(), limit: wholeText(1, 1_000).default(100) });
}

/** A page of a numbered list. */
export const rowPageQuery = pageQuery(rowCursor);
export type RowPageQuery = z.infer<typeof rowPageQuery>;
/** A page of the log of moves. */
export const logPageQuery = pageQuery(logCursor);
export type LogPageQuery = z.infer<typeof logPageQuery>;
/** A page of cards. */
export const cardPageQuery = pageQuery(cardCursor);
/** A page of a list that goes on after the row with an id. */
export const idPageQuery = pageQuery(z.uuid(words));
