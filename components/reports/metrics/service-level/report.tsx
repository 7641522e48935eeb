"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import {
  earlierLevelWords,
  expectationSentence,
  sayChance,
} from "@/components/reports/metrics/forecast/words";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { dayNoun, daysHead } from "@/lib/client/format/day-count";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { sayShare } from "@/lib/client/limits/use-words";
import {
  type ExpectedCardView,
  type ServiceLevelAnswer,
  serviceLevelMetric,
} from "@/lib/contracts/metrics/service-level";
import { CardList } from "../../cards/card-list";
import type { CardsQuery, OpenCards } from "../../cards/cards-behind";
import { ChartFrame } from "../../charts/chart-frame";
import { dayWords } from "../../charts/chart-theme";
import { HorizontalBars } from "../../charts/horizontal-bars";
import { MetricStatus } from "../../parameters/metric-status";
import { NumberParameter } from "../../parameters/number-parameter";
import { useAdjustedMetric } from "../../parameters/use-adjusted-metric";
import { useBefore } from "../../parameters/use-before";

type ServiceLevelReportProps = {
  boardId: string;
  boardKey: string;
  first: ServiceLevelAnswer;
  onOpenCards: OpenCards;
};

const afterwords = { agreed: ", as agreed", asked: "", proposed: ", proposed from this range" };

const usualShares = [50, 70, 85, 95];

/** The usual shares, and the one that is shown. */
const sharesWith = (shown: number) => [...new Set([...usualShares, shown])].sort((a, b) => a - b).map(String);

/** What may be expected of a card, how far that was kept, and which cards in progress are in danger of missing it. */
export function ServiceLevelReport({ boardId, boardKey, first, onOpenCards }: ServiceLevelReportProps) {
  const { answer, asked, ask } = useAdjustedMetric({
    boardId,
    metric: serviceLevelMetric,
    first,
    fixed: { asOf: first.to },
  });
  const { percentile, days, basis, agreed, n, met, attainment, late, atRisk, inProgress, tooFew } = answer;
  const { from, to } = answer;
  const locale = useLocale();
  const before = useBefore(boardId, serviceLevelMetric, {
    percentile: String(percentile),
    ...(days !== null && { within: String(days) }),
  });
  const bar = (name: string, value: number, colour: string, query: CardsQuery, label = String(value)) => ({
    name,
    value,
    label,
    colour,
    open: value > 0 ? () => onOpenCards(name, query) : undefined,
  });
  const listed = (words: string, cards: ExpectedCardView[]): CardsQuery => ({
    kind: "known",
    words,
    groups: [{ name: "In progress", cards: cards.map((card) => ({ ...card, note: `${card.ageDays} d` })) }],
  });
  const endangered = [...late, ...atRisk].map(({ cardId }) => cardId);
  const rowsOf = (standing: string, cards: ExpectedCardView[]) =>
    cards.map(({ number, title, column, ageDays, chance }) => [
      standing,
      `${boardKey}-${number}`,
      title,
      column,
      ageDays,
      chance === null ? null : Math.round(chance * 100),
    ]);
  return (
    <ChartFrame
      title="Service level"
      sentence={expectationSentence(answer)}
      definition="service-level"
      cards={answer.cards}
      workingDays={answer.workingDays}
      excluded={answer.excluded}
      fileName="service-level"
      isEmpty={days === null}
      emptyWords="Finish more cards, or choose a longer range, and the days to expect can be read from it."
      table={{
        headers: ["Standing", "Card", "Title", "Column", `Age (${dayNoun(answer)}s)`, "Chance (%)"],
        rows: [...rowsOf("Late", late), ...rowsOf("At risk", atRisk)],
      }}
      controls={
        <>
          <SegmentedControl
            label="Share of cards"
            value={String(percentile)}
            options={sharesWith(percentile).map((value) => ({ value, label: `${value} %` }))}
            onChange={(share) => ask({ percentile: share })}
          />
          <NumberParameter
            before="in"
            after={`${dayNoun(answer)}s or less${afterwords[basis]}`}
            label={`${daysHead(answer)} in which a card is expected`}
            value={days}
            most={3_650}
            onAsk={(within) => ask({ within: String(within) })}
          />
          {agreed && basis !== "agreed" && (
            <TextButton onClick={() => ask({ percentile: null, within: null })}>The agreed level</TextButton>
          )}
          {basis !== "proposed" && (
            <TextButton onClick={() => ask({ percentile: String(percentile), within: null })}>
              Days from this range
            </TextButton>
          )}
          <MetricStatus asked={asked} />
          <MetricStatus asked={before} />
        </>
      }
      legend={
        <>
          {before.answer && (
            <p className="px-3 pt-2 text-sm text-muted-foreground">
              {earlierLevelWords(before.answer, (date) => dayWords(date, locale))}
            </p>
          )}
          <div className="grid gap-4 px-1 pt-3 md:grid-cols-2">
            <Standing
              name="Late"
              icon={<CircleAlert className="size-4 text-danger" aria-hidden />}
              cards={late}
              none="No card is late."
              {...{ boardId, boardKey }}
            />
            <Standing
              name="At risk"
              icon={<TriangleAlert className="size-4 text-warning" aria-hidden />}
              cards={atRisk}
              none={tooFew ? sayTooFew(tooFew) : "No card is at risk."}
              {...{ boardId, boardKey }}
            />
          </div>
        </>
      }
    >
      <HorizontalBars
        label="Cards by how they keep the expectation"
        bars={[
          bar(
            "Finished in time",
            met,
            "var(--chart-3)",
            { kind: "finished", from, to, days: { from: 1, to: days ?? 1 } },
            attainment === null ? "0" : `${met} (${sayShare(attainment)})`,
          ),
          bar("Took longer", n - met, "var(--chart-8)", {
            kind: "finished",
            from,
            to,
            days: { from: (days ?? 0) + 1 },
          }),
          bar(
            tooFew ? "In progress, not late" : "In progress, on track",
            inProgress - late.length - atRisk.length,
            "var(--chart-1)",
            {
              kind: "in-progress",
              date: to,
              except: endangered,
            },
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
    </ChartFrame>
  );
}

function TextButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="rounded-sm text-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
    >
      {children}
    </button>
  );
}

type StandingProps = {
  name: string;
  icon: ReactNode;
  cards: ExpectedCardView[];
  none: string;
  boardId: string;
  boardKey: string;
};

function Standing({ name, icon, cards, none, boardId, boardKey }: StandingProps) {
  return (
    <div className="min-w-0">
      <h4 className="flex items-center gap-1.5 px-2 pb-1 text-sm font-medium">
        {icon}
        {name} · {cards.length}
      </h4>
      {cards.length === 0 ? (
        <p className="px-2 text-sm text-muted-foreground">{none}</p>
      ) : (
        <CardList
          boardId={boardId}
          boardKey={boardKey}
          cards={cards}
          most={8}
          say={({ column, ageDays, chance }) =>
            `${column}, ${ageDays} d${name === "At risk" ? ` · ${sayChance(chance)}` : ""}`
          }
        />
      )}
    </div>
  );
}
