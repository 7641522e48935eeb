import { sayDays } from "@/lib/client/format/day-count";
import { plural } from "@/lib/client/format/plural";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { sayShare } from "@/lib/client/limits/use-words";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics/service-level";

/** What to see in the service level: what is expected, what was kept, and how many cards are in danger of missing it. */
export function expectationSentence(answer: ServiceLevelAnswer): string {
  const { percentile, days, basis, attainment, atRisk, late, inProgress, n, tooFew } = answer;
  const few = tooFew ? ` ${sayTooFew(tooFew)}` : "";
  if (days === null) return few.trimStart();
  const expectation = `${percentile} % of the cards in ${sayDays(days, answer)} or less`;
  const kept =
    basis === "proposed"
      ? `Proposed from this range: ${expectation}`
      : `${basis === "agreed" ? "Agreed" : "Asked for"}: ${expectation}; ${attainment === null ? "no card was finished" : `kept for ${sayShare(attainment)} of ${plural(n, "card")}`}`;
  if (inProgress === 0) return `${kept}. No card is in progress.${few}`;
  if (tooFew)
    return `${kept}. Of ${plural(inProgress, "card")} in progress ${late.length.toLocaleString("en")} ${late.length === 1 ? "is" : "are"} late.${few}`;
  return `${kept}. Of ${plural(inProgress, "card")} in progress ${late.length.toLocaleString("en")} ${late.length === 1 ? "is" : "are"} late and ${atRisk.length.toLocaleString("en")} at risk.`;
}

/** How far the same expectation was kept in the period before. */
export function earlierLevelWords(before: ServiceLevelAnswer, sayDay: (date: string) => string): string {
  const { from, to, n, met, days, attainment } = before;
  const period = `The period before, ${sayDay(from)} to ${sayDay(to)}`;
  if (days === null || attainment === null) return `${period}: no card was finished.`;
  return `${period}: ${met.toLocaleString("en")} of ${plural(n, "card")} (${sayShare(attainment)}) in ${sayDays(days, before)} or less.`;
}

/** What is left of a card's chance to be in time. */
export function sayChance(chance: number | null): string {
  return chance === null
    ? "no finished card was so old"
    : `${sayShare(chance)} of cards this old were in time`;
}
