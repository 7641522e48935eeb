import "server-only";
import type { DomainError } from "@/lib/domain/errors";
import { insertRefusals } from "../../store/figures/limit-ledger";

/**
 * Records a change that a limit refused, for the figures of that limit. Call it after the refused change was rolled
 * back: this record is all that stays of it. Other refusals are ignored.
 */
export async function noteRefusal(userId: string, refusal: DomainError): Promise<void> {
  if (refusal.code === "wip-limit-exceeded") await insertRefusals(userId, refusal.details);
}
