import "server-only";
import { readOutage } from "../db/outage";
import { type FrontRefusal, frontRefusals } from "./front-refusal";

/** What the framework says of a form or an action that nobody's page has sent. */
const madeUp =
  /Failed to parse body as FormData|Failed to find Server Action|Server Reference ID|Invalid Server Actions? request|Unexpected end of form|Malformed|Body exceeded|Connection closed|Invalid multipart/i;

/** What a request failed at that is not a fault of ours; null for one that is. */
export function readFailure(thrown: unknown): FrontRefusal | null {
  const outage = readOutage(thrown);
  if (outage) return outage === "outage" ? frontRefusals.unavailable : frontRefusals.stopped;
  return thrown instanceof Error && madeUp.test(thrown.message) ? frontRefusals.form : null;
}
