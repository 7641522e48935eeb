import { useMemo } from "react";
import { dayIn } from "@/lib/client/format/day-in";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { nameOfLimit } from "@/lib/client/limits/words";
import { type OverridesAnswer, overridesMetric } from "@/lib/contracts/metrics/overrides";
import { ChartFrame } from "../../charts/chart-frame";
import { SeriesKeys } from "../../charts/series-keys";
import { useHiddenSeries } from "../../charts/use-hidden-series";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { definition } from "./definition";
import { OverrideLedger, OverrideRates } from "./ledger";
import { OverridesPicture } from "./picture";
import { type OverrideWeek, overrideSeries, weekAfter, weeksOf } from "./series";
import { overridesSentence } from "./words";

export const report = defineReport({
  group: "limits",
  isWide: true,
  ask: (ask) => ask(overridesMetric),
  Report: OverridesReport,
});

const seriesNames = overrideSeries.map(({ key }) => key);

/** How often limits gave way and how often they held, by week, and the ledger of who let what in and why. */
function OverridesReport({ answer }: { answer: OverridesAnswer }) {
  const { boardKey, limitNames: names } = useReportView();
  const weeks = useMemo(() => weeksOf(answer), [answer]);
  const limitNames = useMemo(
    () => new Map(answer.limits.map((limit) => [limit.limitId, nameOfLimit(limit, names)])),
    [answer, names],
  );
  const shown = useHiddenSeries("overrides-off", seriesNames);
  return (
    <ChartFrame
      title="Overrides"
      sentence={overridesSentence(answer, names)}
      definition={definition}
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="overrides"
      isEmpty={weeks.every((week) => overrideSeries.every(({ key }) => week[key] === 0))}
      emptyWords="No limit was overridden or kept a card out in this range."
      table={tableOf(answer, boardKey, limitNames)}
      legend={
        <>
          <SeriesKeys keys={overrideSeries} {...shown}>
            <li className="flex min-h-6 items-center px-1.5">Per week, by its Monday.</li>
          </SeriesKeys>
          <OverrideRates answer={answer} limitNames={limitNames} />
          <OverrideLedger items={answer.items} limitNames={limitNames} />
        </>
      }
    >
      <OverridesPicture weeks={weeks} hidden={shown.hidden} {...useEntries(answer)} />
    </ChartFrame>
  );
}

/** The entries over a limit in a week, and the way to their cards. */
function useEntries({ items, timeZone }: OverridesAnswer) {
  const locale = useLocale();
  const { openCards } = useReportView();
  const toDay = dayIn(timeZone);
  const entriesOf = ({ week }: OverrideWeek) =>
    items.filter(({ at }) => toDay(at) >= week && toDay(at) < weekAfter(week));
  const openWeek = (week: OverrideWeek) => {
    const entries = entriesOf(week);
    if (entries.length === 0) return;
    openCards(`Week of ${dayWords(week.week, locale)}`, {
      kind: "known",
      words: "Cards that were let in over a limit.",
      groups: [
        { name: "Let in", cards: entries.map((entry) => ({ ...entry, note: entry.reason ?? "Soft limit" })) },
      ],
    });
  };
  return { hasEntries: (week: OverrideWeek) => entriesOf(week).length > 0, onOpenWeek: openWeek };
}

function tableOf(answer: OverridesAnswer, boardKey: string, limitNames: ReadonlyMap<string, string>) {
  return {
    headers: ["When", "Who", "Card", "Title", "Limit", "Mode", "Cards then", "Max", "Reason"],
    rows: answer.items.map((item) => [
      item.at,
      item.actorName,
      `${boardKey}-${item.number}`,
      item.title,
      limitNames.get(item.limitId) ?? null,
      item.mode,
      item.count,
      item.max,
      item.reason,
    ]),
  };
}
