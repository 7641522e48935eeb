import "server-only";
import type { CardFact } from "@/lib/contracts/metrics/frame";
import { readCardFacts } from "../store/figures/flow-log";

/** Numbers and titles of the cards that an answer names, read at once: ask for all of them together. */
export async function readFacts(cardIds: Iterable<string>): Promise<(cardId: string) => CardFact> {
  const facts = await readCardFacts([...new Set(cardIds)]);
  return (cardId) => ({ cardId, ...(facts.get(cardId) ?? { number: 0, title: "" }) });
}
