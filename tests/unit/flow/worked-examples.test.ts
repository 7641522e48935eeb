import { describe, expect, test } from "vitest";
import type { Given } from "@/components/reports/definitions/definition";
import { definitions } from "@/components/reports/metrics/definitions";
import { throughputSentence } from "@/components/reports/metrics/throughput/words";
import { dayMs, hourMs } from "@/lib/domain/duration";
import { type CardPlace, findBreaches, type WipLimit } from "@/lib/domain/limit";
import { compareNeed, type Need } from "@/lib/flow/boards/attention";
import { compareFigure, periodBefore } from "@/lib/flow/boards/compare";
import { compareTeam } from "@/lib/flow/boards/team-figures";
import { createCalendar, formatDay, parseDay } from "@/lib/flow/calendar/calendar";
import { measureDurations } from "@/lib/flow/finished/durations";
import { suggestByFlow } from "@/lib/flow/limits/limit-suggestion";
import { measureLimitUse } from "@/lib/flow/limits/limit-use";
import { buildTimelines, type Timeline } from "@/lib/flow/log/timeline";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { clusterBlockers } from "@/lib/flow/metrics/blockers";
import { findConstraint } from "@/lib/flow/metrics/constraint";
import { buildCumulativeFlow } from "@/lib/flow/metrics/cumulative-flow";
import { listCycleTimes } from "@/lib/flow/metrics/cycle-time";
import { measureDataQuality } from "@/lib/flow/metrics/data-quality";
import { measureFlowEfficiency } from "@/lib/flow/metrics/flow-efficiency";
import { forecast } from "@/lib/flow/metrics/forecast";
import { listLeadTimes } from "@/lib/flow/metrics/lead-time";
import { checkLittlesLaw, integrateWip } from "@/lib/flow/metrics/littles-law";
import { overrideRate } from "@/lib/flow/metrics/overrides";
import { measurePace } from "@/lib/flow/metrics/pace";
import { measureQueueAge } from "@/lib/flow/metrics/queue-age";
import {
  holdAgainstExpectation,
  proposeExpectation,
  type ServiceLevelExpectation,
  sampleCycleDays,
} from "@/lib/flow/metrics/service-level";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { measureTimeInColumn } from "@/lib/flow/metrics/time-in-column";
import { buildWip } from "@/lib/flow/metrics/wip";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import { ascending } from "@/lib/flow/stats/ascending";
import { percentiles } from "@/lib/flow/stats/percentile";
import { findSignals, processLimits } from "@/lib/flow/stats/xmr";
import { at, history, logOf, timelinesOf, utc, workflow } from "../../support/history";

const year = { from: parseDay("2026-01-01"), to: parseDay("2026-12-31") };
const asOfYear = at("2026-12-31 00:00");

/** What an example gives, as the figure of its definition reads it. */
// biome-ignore lint/suspicious/noExplicitAny: each figure reads the parameters that its own examples give
type Asked = Omit<Given, "log"> & Record<string, any> & { cards: Timeline[] };

const rangeOf = ({ from, to }: Asked) => ({ from: parseDay(from), to: parseDay(to) });
const dayOfMonth = (instant: number | null) =>
  instant === null ? null : Number(formatDay(utc.dayOf(instant)).slice(8));
const firstDayOf = (days: readonly { date: string }[]) => ({
  from: Number(days[0]?.date.slice(8)),
  to: Number(days.at(-1)?.date.slice(8)),
});
const toPercent = (share: number | null | undefined) => Math.round((share ?? Number.NaN) * 100);
const round = (value: number | null | undefined) => Math.round((value ?? Number.NaN) * 10) / 10;

/** Cards that were finished at noon of 30 June, having taken so many days. */
const finishedAfter = (tookDays: readonly number[]) =>
  timelinesOf(
    ...tookDays.map((days, index) =>
      history(`after ${days} days, ${index}`)
        .enters("doing", at("2026-06-30 09:00") - (days - 1) * dayMs)
        .enters("done", at("2026-06-30 12:00")),
    ),
  );

/** A card in progress of so many days of age at noon of 30 June. */
const aged = (days: number) =>
  timelinesOf(history("in progress").enters("doing", at("2026-06-30 09:00") - (days - 1) * dayMs));

/** What an expectation says of a card in progress, after others were finished. */
function expectOf(tookDays: readonly number[], ageDays: number, agreed?: ServiceLevelExpectation) {
  const cards = [...finishedAfter(tookDays), ...aged(ageDays)];
  const cycleDays = sampleCycleDays(utc, cards, year);
  const percentile = agreed?.percentile ?? 85;
  const days = agreed?.days ?? proposeExpectation(cycleDays, percentile);
  const held =
    days === null
      ? null
      : holdAgainstExpectation(utc, cycleDays, cards, at("2026-06-30 12:00"), { percentile, days });
  return { percentile, days, held };
}

const countTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const limitOf = (columnId: string, max: number): WipLimit => ({
  id: "limit",
  max,
  mode: "hard",
  columnIds: [columnId],
  laneId: null,
  userId: null,
  perPerson: false,
  classOfService: null,
});
const rules = {
  columns: workflow.columns.map(({ id, kind }) => ({ id, kind, donePartOf: null, andon: null })),
  blockedCardsCount: true,
  expediteExempt: false,
};
const placed = (columnId: string): CardPlace => ({
  columnId,
  laneId: null,
  classOfService: "standard",
  assigneeIds: [],
  blocked: false,
});

/** The figure of each definition, in the units of its words. */
const figures: Record<string, (asked: Asked) => object> = {
  transitions: ({ at: instant, timeZone }) => ({
    day: formatDay(createCalendar(timeZone).dayOf(at(instant))),
  }),
  "started-finished": ({ cards: [card] }) => ({
    started: dayOfMonth(card?.startedAt ?? null),
    finished: dayOfMonth(card?.finishedAt ?? null),
  }),
  transfer: ({ started, doneOnA, moved, doneOnB }) => {
    const there = history("card").enters("doing", started);
    if (doneOnA) there.enters("done", doneOnA);
    const here = history("card").arrives(doneOnA ? "done" : "ready", moved, {
      createdAt: at(started),
      startedAt: at(started),
      finishedAt: doneOnA ? at(doneOnA) : null,
    });
    if (doneOnB) here.enters("done", doneOnB);
    const [a, b] = [timelinesOf(there.departs(moved)), timelinesOf(here)];
    const inProgress = (cards: Timeline[]) =>
      firstDayOf(buildWip(utc, workflow, cards, year).filter(({ wip }) => wip > 0));
    return {
      cycleDays: listCycleTimes(utc, b, year)[0]?.days,
      inProgressOnA: inProgress(a),
      inProgressOnB: inProgress(b),
      finishedBy: Object.entries({ A: a, B: b }).flatMap(([board, cards]) =>
        countThroughput(utc, cards, year).total > 0 ? board : [],
      ),
    };
  },
  "unknown-beginning": ({ found, done }) => {
    const cards = timelinesOf(history("card").isFoundIn("doing", found).enters("done", done));
    const flow = buildCumulativeFlow(utc, workflow, cards, year);
    return {
      inDoing: firstDayOf(flow.filter(({ counts }) => (counts.doing ?? 0) > 0)),
      inThroughput: countThroughput(utc, cards, year).days.flatMap(({ date, count }) =>
        count > 0 ? Number(date.slice(8)) : [],
      ),
      cycleTimes: listCycleTimes(utc, cards, year),
    };
  },
  percentile: ({ values }) => percentiles(ascending(values), [50, 85]),
  "cycle-time": ({ cards, tookDays }) => {
    const items = listCycleTimes(utc, tookDays ? finishedAfter(tookDays) : cards, year);
    return {
      minutes: (items[0]?.elapsedMs ?? 0) / 60_000,
      days: items[0]?.days,
      percentiles: measureDurations(items, [50, 85]).percentiles,
    };
  },
  enough: ({ finished, ageDays, agreed }) => {
    const { days, held } = expectOf(countTo(finished), ageDays, agreed);
    return { isProposed: days !== null, isLate: (held?.late.length ?? 0) > 0 };
  },
  "working-days": ({ weekdays, holidays, from, to }) => {
    const calendar = createCalendar("UTC", { weekdays, holidays });
    return {
      workingDays: calendar.countDays(at(from), at(to)),
      allDays: utc.countDays(at(from), at(to)),
    };
  },
  "lead-time": ({ cards }) => ({
    leadDays: listLeadTimes(utc, cards, year)[0]?.days,
    cycleDays: listCycleTimes(utc, cards, year)[0]?.days,
  }),
  throughput: ({ finished, days }) => {
    const to = parseDay("2026-06-30");
    const counted = countThroughput(utc, finishedAfter(countTo(finished)), { from: to - days + 1, to });
    const frame = { from: "", to: "", timeZone: "UTC", workingDays: null, cards: 0 };
    const answer = { ...frame, excluded: [], limitChanges: [], ...counted };
    return { words: throughputSentence(answer).split(";")[0] };
  },
  wip: (asked) => {
    const { from, to } = rangeOf(asked);
    const days = to - from + 1;
    const cardDays = integrateWip(asked.cards, utc.startOf(from), utc.startOf(to + 1)) / dayMs;
    return { cardDays, average: checkLittlesLaw(utc, asked.cards, { from, to }).averageWip, days };
  },
  comparison: (asked) => {
    const { from, to } = periodBefore(rangeOf(asked));
    const { difference, relative } = compareFigure(asked.now, asked.before, null);
    return {
      from: formatDay(from),
      to: formatDay(to),
      daysLess: -(difference ?? 0),
      percentDown: -toPercent(relative),
    };
  },
  attention: ({ needs }) => {
    const none: Need = { andons: 0, late: 0, blocked: 0, overLimits: 0, atRisk: 0, fullLimits: 0 };
    const boards = Object.entries<Partial<Need>>(needs);
    boards.sort(([, one], [, other]) => compareNeed({ ...none, ...one }, { ...none, ...other }));
    return { order: boards.map(([name]) => name) };
  },
  team: ({ tookDays }) => {
    const today = parseDay("2026-06-30");
    const parts = Object.values<number[]>(tookDays).map((days) => ({
      calendar: utc,
      cards: finishedAfter(days),
      today,
      firstDay: null,
    }));
    return { medianDays: compareTeam(parts, 30).medianDays.now };
  },
  "cumulative-flow": (asked) => ({
    bandOfReview: buildCumulativeFlow(utc, workflow, asked.cards, rangeOf(asked)).map(
      ({ counts }) => counts.review,
    ),
  }),
  "queue-age": ({ cards, asOf }) => {
    const review = measureQueueAge(workflow, cards, at(asOf), []).find(
      ({ columnId }) => columnId === "review",
    );
    const { elapsedMs = 0, dwellMs = 0 } = review?.items[0] ?? {};
    return { queueAgeDays: elapsedMs / dayMs, dwellDays: dwellMs / dayMs };
  },
  "work-item-age": ({ cards, asOf }) => ({
    ageDays: measureWorkItemAge(utc, cards, at(asOf))[0]?.ageDays,
  }),
  pace: ({ cards }) =>
    Object.fromEntries(
      measurePace(utc, workflow, cards, year, [50, 85]).map(({ columnId, percentiles: ages }) => [
        columnId,
        ages,
      ]),
    ),
  "time-in-column": ({ cards }) => {
    const review = measureTimeInColumn(utc, workflow, cards, year, asOfYear, [50]).find(
      ({ columnId }) => columnId === "review",
    );
    return {
      totalHours: (review?.totalMs ?? 0) / hourMs,
      meanHours: (review?.meanMs ?? 0) / hourMs,
      medianHours: (review?.percentiles["50"] ?? 0) / hourMs,
    };
  },
  "flow-efficiency": ({ cards }) => {
    const { aggregate, meanOfCards } = measureFlowEfficiency(utc, workflow, cards, [], year);
    return { percent: toPercent(aggregate), meanOfCardsPercent: toPercent(meanOfCards) };
  },
  "blocked-time": ({ hoursOfBlocks }) => {
    const from = at("2026-03-02 00:00");
    const blocks = Object.entries<number[]>(hoursOfBlocks).flatMap(([category, hours]) =>
      hours.map((length) => ({ cardId: "card", category, reason: "", from, to: from + length * hourMs })),
    );
    const [first] = clusterBlockers(utc, blocks, year, asOfYear);
    return { first: { ...first, hours: (first?.totalMs ?? 0) / hourMs } };
  },
  "service-level": ({ tookDays, ageDays = 1, agreed }) => {
    const { percentile, days, held } = expectOf(tookDays, ageDays, agreed);
    const [late, atRisk] = [held?.late[0], held?.atRisk[0]];
    return {
      percentile,
      days,
      percentKept: toPercent(held?.attainment),
      percentChance: toPercent(atRisk?.chance),
      risk: late ? "late" : atRisk ? "at risk" : null,
    };
  },
  forecast: ({ pastDays, weeks, items, askedOn }) => {
    const counts = countTo(weeks).flatMap(() => pastDays);
    // A Monday; four whole days later a Friday.
    const today = parseDay("2026-06-29") + (askedOn === "Friday" ? 4 : 0);
    const sample = { first: today - counts.length, counts };
    const ofMondays = { first: parseDay("2026-06-29") - counts.length, counts: [...counts, 1, 0, 0, 0] };
    const made = forecast(askedOn ? ofMondays : sample, { mode: "when", items }, [85], {
      seed: 1,
      days: askedOn && { calendar: utc, firstDay: today },
    });
    const shareBy = (day: number) =>
      (made?.distribution ?? []).reduce((sum, { value, count }) => sum + (value <= day ? count : 0), 0) /
      (made?.trials ?? 1);
    const [first, ...others] = made?.distribution ?? [];
    const doneOn = new Date((today + (first?.value ?? 0) - 1) * dayMs);
    return {
      // 10,000 plays are within 2 points.
      percentByFirstDay: Math.round(shareBy(1) * 20) * 5,
      percentBySecondDay: Math.round(shareBy(2) * 20) * 5,
      doneOn: doneOn.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" }),
      isSameInEveryPlay: others.length === 0,
    };
  },
  "process-behaviour": ({ weeks, next }) => {
    const limits = processLimits(weeks);
    return {
      mean: limits?.mean,
      lower: round(limits?.lower),
      upper: round(limits?.upper),
      signals: limits ? findSignals([...weeks, next], limits) : null,
    };
  },
  "littles-law": ({ finished, days, tookDays, inProgress }) => {
    const from = parseDay("2026-06-01");
    const begin = utc.startOf(from);
    const everyMs = (days * dayMs) / finished;
    const passing = (tookDays * dayMs) / everyMs;
    const steady = countTo(finished + passing).map((count) => {
      const end = begin + (count - 0.5) * everyMs;
      return history(`passing ${count}`)
        .enters("doing", end - tookDays * dayMs)
        .enters("done", end);
    });
    const lasting = countTo(inProgress - passing).map((count) =>
      history(`lasting ${count}`).enters("doing", begin - dayMs),
    );
    const cards = timelinesOf(...steady, ...lasting);
    const { throughputPerDay, meanCycleDays, averageWip, ratio } = checkLittlesLaw(utc, cards, {
      from,
      to: from + days - 1,
    });
    return { throughputPerDay, meanCycleDays, averageWip: round(averageWip), ratio: round(ratio) };
  },
  constraint: ({ held }) => {
    const names = ["Ready for review", "Review", "Done"];
    const kinds = ["queue", "active", "done"] as const;
    const board = buildWorkflow({
      timeZone: "UTC",
      commitmentColumnId: null,
      columns: kinds.map((kind, position) => ({ id: names[position] ?? "", name: "", kind, position })),
    });
    const [from, quarters] = [parseDay("2026-06-01"), held.length - 1];
    const stories = held.flatMap((level: number, quarter: number) =>
      countTo(level - (held[quarter - 1] ?? 0)).map((count) =>
        history(`${quarter}, ${count}`).enters("Ready for review", utc.startOf(from + quarter) - hourMs),
      ),
    );
    const range = { from, to: from + quarters - 1 };
    const cards = buildTimelines(board, logOf(...stories));
    const { columns, probable } = findConstraint(utc, board, cards, [], range, utc.startOf(from + quarters));
    const { growth, levels } = columns[0] ?? {};
    return { growth, levels, heldIn: probable?.heldColumnId, constraint: probable?.columnId };
  },
  "data-quality": ({ cards }) =>
    Object.fromEntries(
      Object.entries(measureDataQuality(utc, workflow, cards, year)).map(([name, { count }]) => [
        name,
        count,
      ]),
    ),
  "wip-limit": ({ held, max }) => {
    const isLetIn = (left: number) => {
      const there = countTo(held - left).map((count) => ({ id: `card ${count}`, ...placed("review") }));
      const board = { ...rules, limits: [limitOf("review", max)], cards: there };
      return findBreaches(board, "next", placed("doing"), placed("review")).length === 0;
    };
    return { haveLeft: countTo(held).find(isLetIn) };
  },
  "limit-use": ({ max, hoursOfCards }) => {
    let hours = 0;
    const events = hoursOfCards.flatMap((lasts: number, count: number) => {
      const comes = { cardId: `card ${count}`, version: count, at: hours * hourMs, place: placed("doing") };
      hours += lasts;
      return count > 0 ? [{ kind: "placement" as const, ...comes }] : [];
    });
    const start = { at: 0, limits: [limitOf("doing", max)], cards: [] };
    const [tally] = measureLimitUse(rules, start, events, hours * hourMs);
    const fullHours = (tally?.fullMs ?? 0) / hourMs;
    return { fullHours, shareFull: fullHours * 2 === hours ? "half" : fullHours / hours };
  },
  "limit-suggestion": ({ cards, days, exits, targetDays }) => {
    const tally = { exits, counts: 1, cardIds: new Set(cards.map(({ cardId }) => cardId)) };
    const made = suggestByFlow(tally, (columnId) => columnId === "review", {
      days,
      finished: cards,
      targetDays,
    });
    return {
      cardsPerDay: made?.cardsPerDay,
      percentOfCycleTime: toPercent(made?.share),
      max: made?.max,
    };
  },
  overrides: ({ entries, overrides }) => ({
    percent: toPercent(overrideRate({ entries, overrides, softBreaches: 0, refusals: 0 })),
  }),
};

const cardsOf = ({ log = {} }: Given) =>
  timelinesOf(
    ...Object.entries(log).map(([name, steps]) =>
      steps.reduce(
        (card, [column, time]) => (column ? card.enters(column, time) : card.leaves(time)),
        history(name),
      ),
    ),
  );

describe.each(definitions)("the worked example of $name", ({ id, examples }) => {
  test.each(examples)("$words", ({ given, gives }) => {
    const { log: _, ...asked } = given;
    expect(Object.keys(gives)).not.toEqual([]);
    expect(figures[id]?.({ ...asked, cards: cardsOf(given) })).toMatchObject(gives);
  });
});
