"use client";

import { useMemo } from "react";
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import { overridesSentence } from "@/components/reports/metrics/report-words";
import { dayIn } from "@/lib/client/format/day-in";
import { useLocale } from "@/lib/client/format/use-locale";
import { type LimitNames, nameOfLimit } from "@/lib/client/limits/words";
import type { OverridesAnswer } from "@/lib/contracts/metrics/overrides";
import type { OpenCards } from "../../cards/cards-behind";
import { ChartFrame } from "../../charts/chart-frame";
import { axisLook, chartMargin, dayAt, dayWords, gridLook, placeOf } from "../../charts/chart-theme";
import { SeriesKeys } from "../../charts/series-keys";
import { useHiddenSeries } from "../../charts/use-hidden-series";
import { PointField } from "../../points/point-field";
import { PointSpots } from "../../points/point-spots";
import { OverrideLedger, OverrideRates } from "./ledger";

type OverridesReportProps = {
  answer: OverridesAnswer;
  boardKey: string;
  names: LimitNames;
  onOpenCard: (cardId: string) => void;
  onOpenCards: OpenCards;
};

const series = [
  { key: "overrides", name: "Overridden", colour: "var(--chart-6)" },
  { key: "softBreaches", name: "Past a soft limit", colour: "var(--chart-1)" },
  { key: "refusals", name: "Refused", colour: "var(--chart-8)" },
] as const;

const seriesNames = series.map(({ key }) => key);

type Week = { week: string; overrides: number; softBreaches: number; refusals: number };

const weekMs = 7 * 86_400_000;

/** The weeks of all limits together, from the first to the last with anything, without gaps. */
function weeksOf({ weeks }: OverridesAnswer): Week[] {
  const first = weeks[0];
  const last = weeks.at(-1);
  if (!first || !last) return [];
  const sums = new Map<string, Week>();
  for (let place = placeOf(first.week); place <= placeOf(last.week); place += weekMs)
    sums.set(dayAt(place), { week: dayAt(place), overrides: 0, softBreaches: 0, refusals: 0 });
  for (const { week, ...counts } of weeks) {
    const sum = sums.get(week);
    if (sum) for (const { key } of series) sum[key] += counts[key];
  }
  return [...sums.values()];
}

/** How often limits gave way and how often they held, by week, and the ledger of who let what in and why. */
export function OverridesReport(props: OverridesReportProps) {
  const { answer, boardKey, names, onOpenCard, onOpenCards } = props;
  const locale = useLocale();
  const weeks = useMemo(() => weeksOf(answer), [answer]);
  const limitNames = useMemo(
    () => new Map(answer.limits.map((limit) => [limit.limitId, nameOfLimit(limit, names)])),
    [answer, names],
  );
  const shown = useHiddenSeries("overrides-off", seriesNames);
  const toDay = dayIn(answer.timeZone);
  const entriesOf = ({ week }: Week) => {
    const next = dayAt(placeOf(week) + weekMs);
    return answer.items.filter(({ at }) => toDay(at) >= week && toDay(at) < next);
  };
  const openWeek = (week: Week) => {
    const entries = entriesOf(week);
    if (entries.length === 0) return;
    onOpenCards(`Week of ${dayWords(week.week, locale)}`, {
      kind: "known",
      words: "Cards that were let in over a limit.",
      groups: [
        { name: "Let in", cards: entries.map((entry) => ({ ...entry, note: entry.reason ?? "Soft limit" })) },
      ],
    });
  };
  const isEmpty = weeks.every((week) => series.every(({ key }) => week[key] === 0));
  return (
    <ChartFrame
      title="Overrides"
      sentence={overridesSentence(answer, names)}
      definition="overrides"
      cards={answer.cards}
      excluded={answer.excluded}
      fileName="overrides"
      isEmpty={isEmpty}
      emptyWords="No limit was overridden or kept a card out in this range."
      table={{
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
      }}
      legend={
        <>
          <SeriesKeys keys={series} {...shown}>
            <li className="flex min-h-6 items-center px-1.5">Per week, by its Monday.</li>
          </SeriesKeys>
          <OverrideRates answer={answer} limitNames={limitNames} />
          <OverrideLedger
            items={answer.items}
            boardKey={boardKey}
            limitNames={limitNames}
            onOpenCard={onOpenCard}
          />
        </>
      }
    >
      <PointField
        label="Overrides by week"
        height={200}
        points={weeks}
        valuesOf={({ week }) => ({ x: week })}
        read={(week) => ({
          title: `Week of ${dayWords(week.week, locale)}`,
          rows: series.map(({ key, name, colour }) => ({ name, value: week[key], colour })),
          action: entriesOf(week).length > 0 ? "to see the cards" : undefined,
        })}
        onOpen={openWeek}
        className="cursor-pointer"
      >
        <BarChart data={weeks} margin={chartMargin} accessibilityLayer={false}>
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="week"
            tickFormatter={(week: string) => dayWords(week, locale, "short")}
            minTickGap={32}
          />
          <YAxis {...axisLook} width={40} allowDecimals={false} />
          {series.map(({ key, colour }) => (
            <Bar
              key={key}
              hide={shown.hidden.has(key)}
              dataKey={key}
              stackId="week"
              fill={colour}
              maxBarSize={28}
              isAnimationActive={false}
            />
          ))}
          <PointSpots />
        </BarChart>
      </PointField>
    </ChartFrame>
  );
}
