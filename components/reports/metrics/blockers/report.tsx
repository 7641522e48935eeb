import { shortDuration, spokenDuration } from "@/lib/client/format/durations";
import { type BlockersAnswer, blockersMetric } from "@/lib/contracts/metrics/blockers";
import { CardList } from "../../cards/card-list";
import { FoldedCards, FoldedSummary } from "../../cards/folded-cards";
import { ChartFrame } from "../../charts/chart-frame";
import { HorizontalBars } from "../../charts/horizontal-bars";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { definition } from "./definition";
import { blockersSentence, sayCategory } from "./words";

export const report = defineReport({
  group: "obstacles",
  ask: (ask) => ask(blockersMetric),
  Report: BlockersReport,
});

/** What held cards up, by category, and the blocks behind each. */
function BlockersReport({ answer }: { answer: BlockersAnswer }) {
  const { boardKey } = useReportView();
  const { categories } = answer;
  return (
    <ChartFrame
      title="Blockers"
      sentence={blockersSentence(answer)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="blockers"
      isEmpty={categories.length === 0}
      emptyWords="A blocked card says why it waits. What comes up often is put together here."
      table={{
        headers: ["Category", "Card", "Title", "Reason", "From", "To", "Blocked in the range (hours)"],
        rows: categories.flatMap(({ category, blocks }) =>
          blocks.map((block) => [
            category,
            `${boardKey}-${block.number}`,
            block.title,
            block.reason,
            block.from,
            block.to,
            Number((block.elapsedMs / 3_600_000).toFixed(1)),
          ]),
        ),
      }}
      legend={<Blocks categories={categories} />}
    >
      <BlockedTime answer={answer} />
    </ChartFrame>
  );
}

function Blocks({ categories }: Pick<BlockersAnswer, "categories">) {
  return (
    <div className="px-1 pt-2">
      {categories.map((category) => (
        <FoldedCards
          key={category.category}
          summary={<FoldedSummary name={category.category} words={sayCategory(category)} />}
        >
          <CardList
            cards={category.blocks}
            total={category.count}
            say={({ reason, elapsedMs, to }) =>
              `${reason} · ${spokenDuration(elapsedMs)}${to === null ? ", still" : ""}`
            }
          />
        </FoldedCards>
      ))}
    </div>
  );
}

function BlockedTime({ answer: { categories, from, to } }: { answer: BlockersAnswer }) {
  const { openCards } = useReportView();
  return (
    <HorizontalBars
      label="Blocked time by category"
      bars={categories.map(({ category, count, totalMs, blocks }) => ({
        name: category,
        value: totalMs,
        label: `${shortDuration(totalMs)} · ${count}×`,
        colour: "var(--chart-6)",
        open: () =>
          openCards(category, {
            kind: "known",
            words: `Cards that were blocked by this from ${from} to ${to}.`,
            groups: [
              {
                name: "Blocked",
                cards: blocks.map((block) => ({ ...block, note: spokenDuration(block.elapsedMs) })),
              },
            ],
          }),
      }))}
    />
  );
}
