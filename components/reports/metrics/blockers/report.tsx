"use client";

import { blockersSentence } from "@/components/reports/metrics/health-words";
import { shortDuration, spokenDuration } from "@/lib/client/format/durations";
import type { BlockersAnswer } from "@/lib/contracts/metrics/blockers";
import { CardList } from "../../cards/card-list";
import type { OpenCards } from "../../cards/cards-behind";
import { FoldedCards } from "../../cards/folded-cards";
import { ChartFrame } from "../../charts/chart-frame";
import { HorizontalBars } from "../../charts/horizontal-bars";

type BlockersReportProps = {
  boardId: string;
  boardKey: string;
  answer: BlockersAnswer;
  onOpenCards: OpenCards;
};

type Category = BlockersAnswer["categories"][number];

function sayCategory({ count, open, totalMs }: Category): string {
  const blocks = count === 1 ? "1 block" : `${count.toLocaleString("en")} blocks`;
  const lasting = open > 0 ? `, ${open.toLocaleString("en")} still ${open === 1 ? "lasts" : "last"}` : "";
  return `${blocks}, ${spokenDuration(totalMs)}${lasting}`;
}

/** What held cards up, by category, and the blocks behind each. */
export function BlockersReport({ boardId, boardKey, answer, onOpenCards }: BlockersReportProps) {
  const { categories } = answer;
  return (
    <ChartFrame
      title="Blockers"
      sentence={blockersSentence(answer)}
      definition="blocked-time"
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
      legend={
        <div className="px-1 pt-2">
          {categories.map((category) => (
            <FoldedCards
              key={category.category}
              summary={
                <>
                  <span className="font-medium">{category.category}</span>
                  <span className="text-muted-foreground"> · {sayCategory(category)}</span>
                </>
              }
            >
              <CardList
                boardId={boardId}
                boardKey={boardKey}
                cards={category.blocks}
                total={category.count}
                say={({ reason, elapsedMs, to }) =>
                  `${reason} · ${spokenDuration(elapsedMs)}${to === null ? ", still" : ""}`
                }
              />
            </FoldedCards>
          ))}
        </div>
      }
    >
      <HorizontalBars
        label="Blocked time by category"
        bars={categories.map(({ category, count, totalMs, blocks }) => ({
          name: category,
          value: totalMs,
          label: `${shortDuration(totalMs)} · ${count}×`,
          colour: "var(--chart-6)",
          open: () =>
            onOpenCards(category, {
              kind: "known",
              words: `Cards that were blocked by this from ${answer.from} to ${answer.to}.`,
              groups: [
                {
                  name: "Blocked",
                  cards: blocks.map((block) => ({ ...block, note: spokenDuration(block.elapsedMs) })),
                },
              ],
            }),
        }))}
      />
    </ChartFrame>
  );
}
