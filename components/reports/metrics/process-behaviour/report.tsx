import { useMemo } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import {
  type ProcessBehaviourAnswer,
  processBehaviourMetric,
} from "@/lib/contracts/metrics/process-behaviour";
import { useOpenCard } from "../../cards/use-open-card";
import { useOpenDay } from "../../cards/use-open-day";
import { useOpenFinished } from "../../cards/use-open-finished";
import { ChartFrame } from "../../charts/chart-frame";
import { MarkList } from "../../charts/mark-list";
import { MetricStatus } from "../../parameters/metric-status";
import { useAdjustedMetric } from "../../parameters/use-adjusted-metric";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { BaselinePicker } from "./baseline-picker";
import { definition } from "./definition";
import { ProcessBehaviourPicture } from "./picture";
import { type BehaviourPoint, markPoints } from "./series";
import { SignalList } from "./signal-list";
import { behaviourSentence, measures, sayLimits, sayMeasure } from "./words";

export const report = defineReport({
  group: "steadiness",
  isWide: true,
  ask: (ask) => ask(processBehaviourMetric),
  Report: ProcessBehaviourReport,
});

/** Points that are drawn at most: the newest ones; more would stand on top of each other. */
const maxPoints = 2_000;

/** One measure over time within its natural limits, with what is more than the usual coming and going marked. */
function ProcessBehaviourReport({ answer: first }: { answer: ProcessBehaviourAnswer }) {
  const { answer, asked, adjust } = useAdjustedMetric({ metric: processBehaviourMetric, first });
  const { measure, baseline } = answer;
  const { boardKey } = useReportView();
  const points = useMemo(() => markPoints(answer), [answer]);
  const shown = useMemo(() => points.slice(-maxPoints), [points]);
  const nameOf = useNameOf(answer);
  const open = useOpenPoint(answer);
  return (
    <ChartFrame
      title="Process behaviour"
      sentence={behaviourSentence(answer)}
      definition={definition}
      cards={answer.cards}
      workingDays={measure === "cycle-time" ? answer.workingDays : null}
      excluded={answer.excluded}
      fileName="process-behaviour"
      isEmpty={points.length === 0}
      emptyWords="Nothing of this measure in this range. Choose a longer one."
      table={{
        headers: ["Day", "Card", sayMeasure(answer).value, "Signal"],
        rows: points.map(({ date, number, value, why }) => [
          date,
          number === undefined ? null : `${boardKey}-${number}`,
          value,
          why.join("; ") || null,
        ]),
      }}
      controls={
        <>
          <SegmentedControl
            label="Measure"
            value={measure}
            options={measures}
            onChange={(next) => adjust({ measure: next })}
          />
          <BaselinePicker
            {...baseline}
            // The measure, too: what the page chose for its range is asked for again.
            onChoose={(days) =>
              adjust({ measure, baselineFrom: days?.from ?? null, baselineTo: days?.to ?? null })
            }
          />
          <MetricStatus asked={asked} />
        </>
      }
      legend={
        <>
          <Note answer={answer} shown={shown.length} />
          <SignalList points={points.filter(({ why }) => why.length > 0)} nameOf={nameOf} onOpen={open} />
        </>
      }
    >
      <ProcessBehaviourPicture answer={answer} points={shown} nameOf={nameOf} onOpen={open} />
    </ChartFrame>
  );
}

/** The name of a point: its card, or its day or week. */
function useNameOf({ measure }: ProcessBehaviourAnswer) {
  const locale = useLocale();
  const { boardKey } = useReportView();
  return ({ date, number, title }: BehaviourPoint) => {
    if (number !== undefined) return `${boardKey}-${number} ${title}`;
    return measure === "weekly-throughput" ? `Week of ${dayWords(date, locale)}` : dayWords(date, locale);
  };
}

/** Opens what is behind a point: its card, or the cards of its day or week. */
function useOpenPoint({ measure }: ProcessBehaviourAnswer) {
  const openCard = useOpenCard();
  const openDay = useOpenDay();
  const openFinished = useOpenFinished();
  return ({ cardId, date }: BehaviourPoint) => {
    if (cardId) openCard(cardId);
    else if (measure === "throughput") openFinished(date, "day");
    else if (measure === "weekly-throughput") openFinished(date, "week");
    else openDay(date);
  };
}

/** What the lines and marks stand for. `shown`: points that are drawn. */
function Note({ answer, shown }: { answer: ProcessBehaviourAnswer; shown: number }) {
  const locale = useLocale();
  const { marks } = useReportView();
  const { baseline, points, signals, tooFew } = answer;
  return (
    <>
      <p className="px-3 pt-2 text-xs text-pretty text-muted-foreground">
        {sayMeasure(answer).scale}. {sayLimits(answer)} from {dayWords(baseline.from, locale)} to{" "}
        {dayWords(baseline.to, locale)}.{signals.length > 0 && !tooFew && " Diamonds take part in a signal."}
        {points.length > shown &&
          ` The newest ${shown.toLocaleString("en")} are drawn; the table and the CSV have all.`}
      </p>
      <MarkList marks={marks} locale={locale} />
    </>
  );
}
