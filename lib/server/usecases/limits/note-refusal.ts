import "server-only";
import type { DomainError } from "@/lib/domain/errors";
import { insertRefusals } from "../../store/figures/limit-ledger";

/**
 * Keeps what a limit refused, for the figures of the limit. To be called once the refused change is rolled back: the
 * record is the only thing that stays of it. Other refusals are none of a limit's.
 */
export async function noteRefusal(userId: string, refusal: DomainError): Promise<void> {
  if (refusal.code === "wip-limit-exceeded") await insertRefusals(userId, refusal.details);
}
