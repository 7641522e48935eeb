"use client";

import { findings, qualitySentence } from "@/components/reports/metrics/health-words";
import type { DataQualityAnswer } from "@/lib/contracts/metrics/data-quality";
import { CardList } from "../../cards/card-list";
import type { OpenCards } from "../../cards/cards-behind";
import { FoldedCards } from "../../cards/folded-cards";
import { ChartFrame } from "../../charts/chart-frame";
import { HorizontalBars } from "../../charts/horizontal-bars";

type DataQualityReportProps = {
  boardId: string;
  boardKey: string;
  answer: DataQualityAnswer;
  onOpenCards: OpenCards;
};

/** How often cards took ways that figures can only guess at, what that does to the figures, and which cards they were. */
export function DataQualityReport({ boardId, boardKey, answer, onOpenCards }: DataQualityReportProps) {
  const found = findings.map((finding) => ({ ...finding, ...answer[finding.name] }));
  return (
    <ChartFrame
      title="Data quality"
      sentence={qualitySentence(answer)}
      definition="data-quality"
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
                summary={
                  <>
                    <span className="font-medium">{label}</span>
                    <span className="text-muted-foreground">
                      {` · ${cards === 1 ? "1 card" : `${cards.toLocaleString("en")} cards`}. ${effect}`}
                    </span>
                  </>
                }
              >
                <CardList boardId={boardId} boardKey={boardKey} cards={items} total={cards} />
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
                  onOpenCards(label, {
                    kind: "known",
                    words: effect,
                    groups: [{ name: label, cards: items }],
                  })
              : undefined,
        }))}
      />
    </ChartFrame>
  );
}
