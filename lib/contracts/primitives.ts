import { z } from "zod";
import { classesOfService, columnKinds } from "@/lib/domain/board";
import { isOfOurTime, notADay, sayMistypedYear } from "@/lib/domain/day";
import { limitModes } from "@/lib/domain/limit";
import { memberRoles } from "@/lib/domain/permission";
import { cleanLine, cleanText, isVisible, lengthOf } from "@/lib/domain/text";

export const id = z.uuid("Not an id.");
/** With nanoseconds and an offset. */
const maxInstantLength = "2026-03-10T09:30:00.123456789+01:00".length;
/** Instant: ISO 8601 in UTC, from 1900 to 2199. */
export const instant = z.iso
  .datetime("Not an instant, such as 2026-03-10T09:30:00Z.")
  .max(maxInstantLength, "An instant has at most nine digits after the second.")
  .refine(isOfOurTime, { error: ofOurTime });
/** As `instant`, with any offset. */
const instantAnywhere = z.iso
  .datetime({ offset: true, error: "Not an instant, such as 2026-03-10T09:30:00Z." })
  .max(maxInstantLength, "An instant has at most nine digits after the second.")
  .refine(isOfOurTime, { error: ofOurTime });
/** Calendar day in the board's zone: YYYY-MM-DD, from 1900 to 2199. */
export const day = z.iso.date(notADay).refine(isOfOurTime, { error: ofOurTime });
/** A day, which stands for its end, or an instant. */
export const moment = z.union([day, instantAnywhere], {
  error: ({ input }) =>
    isOfOurTime(String(input)) ? "Not a day or an instant, such as 2026-03-10." : ofOurTime({ input }),
});
export const columnKind = z.enum(columnKinds);
export const classOfService = z.enum(classesOfService);
export const limitMode = z.enum(limitModes);
export const memberRole = z.enum(memberRoles);

function ofOurTime({ input }: { input?: unknown }): string {
  return sayMistypedYear(String(input));
}

const lengthText = (max: number) => `At most ${max.toLocaleString("en")} characters.`;

/** A string that `clean` brings into the form in which it is kept, no longer than `max` characters (code points). */
function writing(clean: (raw: string) => string, max: number) {
  return z
    .string()
    .overwrite(clean)
    .refine((text) => lengthOf(text) <= max, lengthText(max));
}

/** A name, a title, a reason: one line, in which something is to be seen. */
export function line(max: number) {
  return writing(cleanLine, max)
    .refine(isVisible, "Must not be empty.")
    .meta({ minLength: 1, maxLength: max });
}

/** One line that may be left empty. */
export function optionalLine(max: number) {
  return writing(cleanLine, max)
    .overwrite((text) => (isVisible(text) ? text : ""))
    .meta({ maxLength: max });
}

/** Any number of lines; may be empty. */
export function text(max: number) {
  return writing(cleanText, max).meta({ maxLength: max });
}

/** A list of at most so many. */
export function listOf<T extends z.ZodType>(item: T, max: number) {
  return z.array(item).max(max, `At most ${max.toLocaleString("en")}.`);
}

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number) {
  return z
    .number()
    .int("Must be a whole number.")
    .min(min, rangeText(min, max))
    .max(max, rangeText(min, max));
}

/** As `whole`, of a query string. */
export function wholeText(min: number, max: number) {
  return z.coerce
    .number("Must be a number.")
    .int("Must be a whole number.")
    .min(min, rangeText(min, max))
    .max(max, rangeText(min, max));
}

const rangeText = (min: number, max: number) =>
  `Must be from ${min.toLocaleString("en")} to ${max.toLocaleString("en")}.`;

/** The largest number that the database keeps as a version, a position or a count. */
export const maxInteger = 2_147_483_647;
/** A version of a card or a board that somebody has seen. */
export const version = whole(1, maxInteger);
/** Where something stands in a list, counted from 0; beyond its end is its end. */
export const position = whole(0, maxInteger);

const zones = new Set(Intl.supportedValuesOf("timeZone"));

/** IANA time zone name that this server knows; `UTC` too. */
export const timeZone = z
  .string()
  .max(100, "Not a known IANA time zone, such as Europe/Paris.")
  .refine(
    (zone) => zone === "UTC" || zones.has(zone) || isZone(zone),
    "Not a known IANA time zone, such as Europe/Paris.",
  );

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** As `line`, in lower case. The standards of mail allow 254 characters. */
export const email = z
  .string()
  .overwrite((raw) => cleanLine(raw).toLowerCase())
  .max(254, "At most 254 characters.")
  .pipe(z.email("Not an e-mail address.").max(254));

/** A page of a list; `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
export type Page<T> = { items: T[]; nextCursor: string | null };
