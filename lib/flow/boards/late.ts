type Ageing = { cardId: string; number: number; title: string; column: string; ageDays: number };
type Overdue = Omit<Ageing, "ageDays"> & { dueDate: string; daysLate: number };

/** A late card, once, with why: its age where it is older than expected, its due date where that has passed. */
export type LateCard = Omit<Ageing, "ageDays"> & {
  ageDays: number | null;
  overdue: Pick<Overdue, "dueDate" | "daysLate"> | null;
};

/**
 * Cards older than expected and cards past their due date as one list, each once: those with a due date first, the
 * longest past it first, then the others in their order.
 */
export function mergeLate(ageing: readonly Ageing[], overdue: readonly Overdue[]): LateCard[] {
  const ages = new Map(ageing.map(({ cardId, ageDays }) => [cardId, ageDays]));
  const isOverdue = new Set(overdue.map(({ cardId }) => cardId));
  const byDue = [...overdue].sort((a, b) => b.daysLate - a.daysLate);
  return [
    ...byDue.map(({ dueDate, daysLate, ...card }) => ({
      ...card,
      ageDays: ages.get(card.cardId) ?? null,
      overdue: { dueDate, daysLate },
    })),
    ...ageing
      .filter(({ cardId }) => !isOverdue.has(cardId))
      .map(({ cardId, number, title, column, ageDays }) => ({
        ...{ cardId, number, title, column },
        ageDays,
        overdue: null,
      })),
  ];
}
