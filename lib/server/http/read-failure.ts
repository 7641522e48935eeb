import "server-only";
import { classifyOutage } from "../db/outage";
import { type FrontRefusal, frontRefusals } from "./front-refusal";

/** What a request failed at that is not a fault of ours; null for one that is. */
export function readFailure(thrown: unknown): FrontRefusal | null {
  const outage = classifyOutage(thrown);
  if (!outage) return null;
  return outage === "outage" ? frontRefusals.unavailable : frontRefusals.stopped;
}
