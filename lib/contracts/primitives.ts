import { z } from "zod";
import { classesOfService, columnKinds } from "@/lib/domain/board";
import { limitModes } from "@/lib/domain/limit";
import { memberRoles } from "@/lib/domain/policy";

export const id = z.uuid();
/** Instant: ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** Calendar day in the board's zone: YYYY-MM-DD. */
export const day = z.iso.date();
export const columnKind = z.enum(columnKinds);
export const classOfService = z.enum(classesOfService);
export const limitMode = z.enum(limitModes);
export const memberRole = z.enum(memberRoles);

/** Text that must not be blank. Leading and trailing space is dropped. */
export function name(maxLength: number) {
  return z.string().trim().min(1, "Must not be empty.").max(maxLength, `At most ${maxLength} characters.`);
}

const zones = new Set(Intl.supportedValuesOf("timeZone"));

/** IANA time zone name that this server knows; `UTC` too. */
export const timeZone = z
  .string()
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

export const email = z.string().trim().toLowerCase().pipe(z.email("Not an e-mail address."));

/** Keyset paging: `cursor` is what the page before gave as `nextCursor`. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** A page of a list; `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
export type Page<T> = { items: T[]; nextCursor: string | null };
