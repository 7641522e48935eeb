import "server-only";
import type { CardFact } from "@/lib/contracts/metrics";
import { readCardFacts } from "../store/figures/flow-log";

function isCardFact(value: object): value is CardFact {
  return "cardId" in value && "number" in value && "title" in value;
}

function collect(value: unknown, found: CardFact[]): void {
  if (typeof value !== "object" || value === null) return;
  if (isCardFact(value)) found.push(value);
  for (const inner of Object.values(value)) collect(inner, found);
}

/** Puts in number and title of the cards that an answer shows: of those alone, however many it was made from. */
export async function nameCards<T extends object>(answer: T): Promise<T> {
  const cards: CardFact[] = [];
  collect(answer, cards);
  const facts = await readCardFacts([...new Set(cards.map(({ cardId }) => cardId))]);
  for (const card of cards) Object.assign(card, facts.get(card.cardId));
  return answer;
}
