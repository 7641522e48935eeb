import { useMemo } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { type ThroughputAnswer, throughputMetric } from "@/lib/contracts/metrics/throughput";
import type { PeriodUnit } from "@/lib/flow/metrics/throughput";
import { ChartFrame } from "../../charts/chart-frame";
import { LegendNote } from "../../charts/legend-note";
import { MarkList } from "../../charts/mark-list";
import { MetricStatus } from "../../parameters/metric-status";
import { useBefore } from "../../parameters/use-before";
import { useReportView } from "../../view/report-view";
import { useViewChoice } from "../../view/use-view-choice";
import { definition } from "./definition";
import { ThroughputPicture } from "./picture";
import { buildRun, countEarlier, type RunPeriod, usualUnit } from "./series";
import { throughputSentence } from "./words";

const units = [
  { value: "day", label: "Day" },
  { value: "week", label: "Week" },
  { value: "month", label: "Month" },
] as const;

const unitNames = { day: "Day", week: "Week from", month: "Month from" } as const;

/** Finished cards per day, week or month in their order, with their mean. */
export function ThroughputRun({ answer }: { answer: ThroughputAnswer }) {
  const [chosen, choose] = useViewChoice("throughput");
  const unit = units.find(({ value }) => value === chosen)?.value ?? usualUnit(answer.days.length);
  const before = useBefore(throughputMetric);
  const earlier = before.answer;
  const { run, mean } = useMemo(() => {
    const built = buildRun(answer.days, unit);
    const counts = earlier && countEarlier(built.run, earlier.days);
    return { ...built, run: built.run.map((period, index) => ({ ...period, before: counts?.[index] })) };
  }, [answer.days, unit, earlier]);
  const earlierMean = earlier && buildRun(earlier.days, unit).mean;
  return (
    <ChartFrame
      title="Throughput"
      sentence={throughputSentence(answer)}
      definition={definition}
      cards={answer.total}
      excluded={answer.excluded}
      fileName="throughput"
      isEmpty={answer.total === 0}
      emptyWords="No card was finished in this range. Choose a longer one, or finish a card."
      controls={
        <>
          <SegmentedControl label="Count by" value={unit} options={units} onChange={choose} />
          <MetricStatus asked={before} />
        </>
      }
      table={tableOf(run, unit, earlier !== null)}
      legend={<Legend run={run} unit={unit} mean={mean} earlier={earlier} earlierMean={earlierMean} />}
    >
      <ThroughputPicture run={run} unit={unit} mean={mean} earlierMean={earlierMean} />
    </ChartFrame>
  );
}

function tableOf(run: readonly RunPeriod[], unit: PeriodUnit, hasEarlier: boolean) {
  return {
    headers: [unitNames[unit], "Finished", ...(hasEarlier ? ["Finished in the period before"] : [])],
    rows: run.map(({ from, count, before }) => [from, count, ...(before === undefined ? [] : [before])]),
  };
}

type LegendProps = {
  run: readonly RunPeriod[];
  unit: PeriodUnit;
  mean: number;
  earlier: ThroughputAnswer | null;
  earlierMean: number | null;
};

function Legend({ run, unit, mean, earlier, earlierMean }: LegendProps) {
  const locale = useLocale();
  const { marks } = useReportView();
  const hasCut = run.some(({ isWhole }) => !isWhole);
  return (
    <>
      <LegendNote>
        Dots: cards finished per {unit}. Dashed: their mean, {mean.toFixed(1)} a {unit}.
        {hasCut && ` Hollow: a ${unit} that the range cuts; it is not in the mean.`}
        {earlier &&
          ` Grey: the same number of days before, ${dayWords(earlier.from, locale)} to ${dayWords(earlier.to, locale)}; ${earlier.total.toLocaleString("en")} cards, ${earlierMean?.toFixed(1)} a ${unit}.`}
      </LegendNote>
      <MarkList marks={marks} locale={locale} />
    </>
  );
}
