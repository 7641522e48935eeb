import { z } from "zod";
import { securityEvents } from "@/lib/domain/security-event";
import { rowPageQuery } from "./cursor";
import { day, id, instant } from "./primitives";

const securityEvent = z.enum(securityEvents);

/** One line of the audit log: an act, or failures that were counted together. */
export const auditEntry = z
  .object({
    id: z.string(),
    /** When; of failures, the minute in which they were counted. */
    at: instant,
    event: securityEvent,
    actorId: id.nullable(),
    /** The present name; of somebody who is gone, the one of then. Null where nobody was signed in. */
    actorName: z.string().nullable(),
    subjectId: id.nullable(),
    subjectName: z.string().nullable(),
    teamId: id.nullable(),
    teamName: z.string().nullable(),
    /** Network address that it came from; null where it did not come over the network, or from too many to name. */
    address: z.string().nullable(),
    /** The account that was named in a failure, masked. */
    account: z.string().nullable(),
    /** How many failures; 1 for an act. */
    count: z.number().int(),
    /** Small facts, per event. */
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof auditEntry>;

/** Newest first. Without a team: everything, for administrators. With one: what happened in it, for its owners too. */
export const auditQuery = rowPageQuery
  .extend({
    teamId: id.optional(),
    /** Who did it or whom it was done to. */
    personId: id.optional(),
    event: securityEvent.optional(),
    /** First and last day, of UTC. */
    from: day.optional(),
    to: day.optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], error: "Ends before it begins." });
export type AuditQuery = z.infer<typeof auditQuery>;
