import { z } from "zod";

const keyWords = "1 to 200 characters.";

/** Of the Idempotency-Key header: a repeat with the same one gets the first answer and changes nothing. */
export const idempotencyKey = z.string().min(1, keyWords).max(200, keyWords).optional();

/** Of the If-None-Match header: the tags of what the reader has. */
export const entityTag = z.string().max(8_192).optional().catch(undefined);

/** Of the Prefer header (RFC 7240): `respond-async` for an answer before the work is done. */
export const preference = z.string().max(8_192).optional().catch(undefined);
