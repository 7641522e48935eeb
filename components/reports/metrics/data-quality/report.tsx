import { plural } from "@/lib/client/format/plural";
import { type DataQualityAnswer, dataQualityMetric } from "@/lib/contracts/metrics/data-quality";
import { CardList } from "../../cards/card-list";
import { FoldedCards, FoldedSummary } from "../../cards/folded-cards";
import { ChartFrame } from "../../charts/chart-frame";
import { HorizontalBars } from "../../charts/horizontal-bars";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { definition } from "./definition";
import { findings, qualitySentence } from "./words";

export const report = defineReport({
  group: "steadiness",
  ask: (ask) => ask(dataQualityMetric),
  Report: DataQualityReport,
});

/** How often cards took ways that figures can only guess at, what that does to the figures, and which cards they were. */
function DataQualityReport({ answer }: { answer: DataQualityAnswer }) {
  const { boardKey, openCards } = useReportView();
  const found = findings.map((finding) => ({ ...finding, ...answer[finding.name] }));
  return (
    <ChartFrame
      title="Data quality"
      sentence={qualitySentence(answer)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="data-quality"
      isEmpty={found.every(({ count }) => count === 0)}
      emptyWords="No card moved back, skipped a column, was reopened or reached done without a start."
      table={{
        headers: ["Finding", "Card", "Title"],
        rows: found.flatMap(({ label, items }) =>
          items.map(({ number, title }) => [label, `${boardKey}-${number}`, title]),
        ),
      }}
      legend={
        <div className="px-1 pt-2">
          {found
            .filter(({ count }) => count > 0)
            .map(({ name, label, effect, cards, items }) => (
              <FoldedCards
                key={name}
                summary={<FoldedSummary name={label} words={`${plural(cards, "card")}. ${effect}`} />}
              >
                <CardList cards={items} total={cards} />
              </FoldedCards>
            ))}
        </div>
      }
    >
      <HorizontalBars
        label="Cards by what was found"
        bars={found.map(({ label, count, effect, items }) => ({
          name: label,
          value: count,
          label: `${count.toLocaleString("en")}×`,
          colour: "var(--chart-2)",
          open:
            count > 0
              ? () =>
                  openCards(label, { kind: "known", words: effect, groups: [{ name: label, cards: items }] })
              : undefined,
        }))}
      />
    </ChartFrame>
  );
}
