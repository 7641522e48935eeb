import { sayShare } from "@/lib/client/limits/use-words";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics/service-level";
import { HorizontalBars } from "../../charts/horizontal-bars";
import type { CardsQuery } from "../../view/cards-query";
import { useReportView } from "../../view/report-view";

const listed = (words: string, cards: ServiceLevelAnswer["late"]): CardsQuery => ({
  kind: "known",
  words,
  groups: [{ name: "In progress", cards: cards.map((card) => ({ ...card, note: `${card.ageDays} d` })) }],
});

/** Cards by how they keep the expectation, the finished ones first; each bar opens its cards. */
export function ServiceLevelBars({ answer }: { answer: ServiceLevelAnswer }) {
  const { openCards } = useReportView();
  const { from, to, n, met, attainment, days, inProgress, late, atRisk, tooFew } = answer;
  const bar = (name: string, value: number, colour: string, query: CardsQuery, label = String(value)) => ({
    name,
    value,
    label,
    colour,
    open: value > 0 ? () => openCards(name, query) : undefined,
  });
  const finished = (of: { from: number; to?: number }): CardsQuery => ({
    kind: "finished",
    from,
    to,
    days: of,
  });
  return (
    <HorizontalBars
      label="Cards by how they keep the expectation"
      bars={[
        bar(
          "Finished in time",
          met,
          "var(--chart-3)",
          finished({ from: 1, to: days ?? 1 }),
          attainment === null ? "0" : `${met} (${sayShare(attainment)})`,
        ),
        bar("Took longer", n - met, "var(--chart-8)", finished({ from: (days ?? 0) + 1 })),
        bar(
          tooFew ? "In progress, not late" : "In progress, on track",
          inProgress - late.length - atRisk.length,
          "var(--chart-1)",
          { kind: "in-progress", date: to, except: [...late, ...atRisk].map(({ cardId }) => cardId) },
        ),
        bar(
          "At risk",
          atRisk.length,
          "var(--chart-2)",
          listed("Cards that may take longer than expected.", atRisk),
        ),
        bar("Late", late.length, "var(--chart-6)", listed("Cards that are older than expected.", late)),
      ]}
    />
  );
}
