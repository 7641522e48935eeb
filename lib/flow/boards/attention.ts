/** How much of a board needs somebody's eye today. */
export type Need = {
  andons: number;
  late: number;
  blocked: number;
  overLimits: number;
  atRisk: number;
  fullLimits: number;
};

/** From the most urgent down: what stands still by decision, what is already broken, what is about to be. */
function ranksOf({ andons, late, blocked, overLimits, atRisk, fullLimits }: Need): number[] {
  return [andons, late + blocked + overLimits, atRisk + fullLimits];
}

/** Whether something stands still or is broken already. */
export function isUrgent(need: Need): boolean {
  const [stopped = 0, broken = 0] = ranksOf(need);
  return stopped + broken > 0;
}

/** Order of boards: the one that needs attention most first. Equal needs give 0. */
export function compareNeed(one: Need, other: Need): number {
  const others = ranksOf(other);
  for (const [index, rank] of ranksOf(one).entries()) {
    const difference = (others[index] ?? 0) - rank;
    if (difference !== 0) return difference;
  }
  return 0;
}
