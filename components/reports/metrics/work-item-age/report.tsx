"use client";

import Link from "next/link";
import { useMemo } from "react";
import { buildAgeing, type Risk } from "@/components/reports/metrics/work-item-age/series";
import { ageingSentence, paceWords, riskWord } from "@/components/reports/metrics/work-item-age/words";
import { dayNoun } from "@/lib/client/format/day-count";
import { useLocale } from "@/lib/client/format/use-locale";
import { metricPath } from "@/lib/client/metrics/metric-path";
import { useMetric } from "@/lib/client/metrics/use-metric";
import { type WorkItemAgeAnswer, workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";
import { formatDay, parseDay } from "@/lib/flow/calendar/calendar";
import { ChartFrame } from "../../charts/chart-frame";
import { SeriesKeys } from "../../charts/series-keys";
import { type HiddenSeries, useHiddenSeries } from "../../charts/use-hidden-series";
import { DaySlider } from "../../parameters/day-slider";
import { MetricStatus } from "../../parameters/metric-status";
import { DotMark } from "../../points/card-dots";
import { useReportView } from "../../view/report-view";
import { useViewChoice } from "../../view/use-view-choice";
import { AgeingPicture } from "./picture";
import { riskLooks } from "./risk-looks";

type WorkItemAgeReportProps = {
  boardId: string;
  boardKey: string;
  /** As of the last day of the page's range. */
  answer: WorkItemAgeAnswer;
  columns: { id: string; name: string }[];
};

const keyOfRisk = (risk: Risk) => risk ?? "on-course";

/** The looks of dots that there can be; with too few finished cards no chance is told. */
const looksOf = ({ tooFew }: WorkItemAgeAnswer) =>
  riskLooks.filter(({ risk }) => risk !== "at-risk" || !tooFew);

/** The ages as of a day, held against a window of the same length that ends on it; null for the page's last day. */
function pathOfDay(boardId: string, filterQuery: string, last: WorkItemAgeAnswer, day: string) {
  if (day === last.to) return null;
  const from = formatDay(parseDay(last.from) - (parseDay(last.to) - parseDay(day)));
  return metricPath(boardId, "work-item-age", filterQuery, { from, to: day, asOf: day });
}

/** Cards in progress by column and age, on any day of the range, before the pace of those that were finished. */
export function WorkItemAgeReport({ boardId, boardKey, answer: last, columns }: WorkItemAgeReportProps) {
  const locale = useLocale();
  const { filterQuery } = useReportView();
  const [chosen, choose] = useViewChoice("age-day");
  const day = chosen !== null && chosen >= last.from && chosen < last.to ? chosen : last.to;
  const asked = useMetric(pathOfDay(boardId, filterQuery, last, day), workItemAgeMetric.answer);
  const answer = asked.answer ?? last;
  const ageing = useMemo(() => buildAgeing(answer, columns), [answer, columns]);
  const risks = useHiddenSeries(
    "ages-off",
    looksOf(answer).map(({ risk }) => keyOfRisk(risk)),
  );
  const dots = useMemo(
    () => ageing.dots.filter(({ risk }) => !risks.hidden.has(keyOfRisk(risk))),
    [ageing, risks.hidden],
  );
  return (
    <ChartFrame
      title="Ageing work in progress"
      sentence={ageingSentence(answer)}
      definition="work-item-age"
      cards={answer.cards}
      workingDays={answer.workingDays}
      excluded={answer.excluded}
      fileName="ageing"
      isEmpty={ageing.dots.length === 0 && ageing.bands.length === 0}
      emptyWords="No card is in progress on this day, and none was finished before it."
      controls={
        <>
          <DaySlider
            label="As of the end of"
            from={last.from}
            to={last.to}
            value={day}
            locale={locale}
            onChange={choose}
          />
          <MetricStatus asked={asked} />
        </>
      }
      table={{
        headers: ["Column", "Card", "Title", `Age (${dayNoun(answer)}s)`, "State"],
        rows: ageing.dots.map((dot) => [
          dot.column,
          `${boardKey}-${dot.number}`,
          dot.title,
          dot.ageDays,
          riskWord(dot.risk, answer),
        ]),
      }}
      legend={<AgeingLegend answer={answer} columns={columns} risks={risks} />}
    >
      <AgeingPicture answer={answer} {...ageing} dots={dots} boardId={boardId} boardKey={boardKey} />
    </ChartFrame>
  );
}

type AgeingLegendProps = Pick<WorkItemAgeReportProps, "answer" | "columns"> & { risks: HiddenSeries };

function AgeingLegend({ answer, columns, risks }: AgeingLegendProps) {
  return (
    <div className="flex flex-col gap-1 pt-1 text-xs text-muted-foreground">
      {answer.expectation && (
        <SeriesKeys
          keys={looksOf(answer).map(({ risk, ...look }) => ({
            key: keyOfRisk(risk),
            name: `${riskWord(risk, answer)}: ${answer.items.filter((item) => item.risk === risk).length}`,
            colour: look.colour,
            mark: <DotMark {...look} />,
          }))}
          {...risks}
        />
      )}
      <p className="px-3">
        As of the end of {answer.to}. {paceWords(answer, columns)}{" "}
        <Link
          href="/definitions#pace"
          className="rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
        >
          How pace is measured
        </Link>
      </p>
    </div>
  );
}
