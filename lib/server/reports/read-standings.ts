import "server-only";
import type { BoardSummary } from "@/lib/contracts/board";
import type { NamedConstraint, Signs } from "@/lib/contracts/reports/overview";
import type { BoardStanding, TeamStanding } from "@/lib/contracts/reports/standing";
import type { ExpectationBasis } from "@/lib/contracts/service-level";
import { dayMs } from "@/lib/domain/duration";
import { compareNeed } from "@/lib/flow/boards/attention";
import { compareFigure } from "@/lib/flow/boards/compare";
import { compareWithBefore, measureFinishes } from "@/lib/flow/boards/key-figures";
import { mergeLate } from "@/lib/flow/boards/late";
import { compareTeam, forecastTeam, lastDays, type TeamPart } from "@/lib/flow/boards/team-figures";
import { type Calendar, createCalendar, type DayRange, isWithin } from "@/lib/flow/calendar/calendar";
import { tooFewFinished } from "@/lib/flow/finished/too-few";
import type { CardMilestones } from "@/lib/flow/log/timeline";
import {
  type ExpectedCard,
  holdAgainstExpectation,
  proposeExpectation,
  sampleCycleDays,
} from "@/lib/flow/metrics/service-level";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { usualPercentile } from "../metrics/expectation";
import { listBoards } from "../store/board/boards";
import { readBoardClocks, readClock } from "../store/clock/clock";
import {
  readFirstTransitions,
  readOverrideInstants,
  readStartedCards,
  type StartedCard,
} from "../store/figures/board-flow";
import { readSigns } from "../store/figures/board-signs";
import { findConstraints } from "./find-constraints";

const figureDays = 30;
const expectationDays = 90;
const trendWeeks = 12;
const forecastDays = 14;
const forecastPercent = 85;
/** The same cards give the same forecast. */
const forecastSeed = 1;
const maxForemost = 3;

/** What is known of one board before its figures are made. */
type BoardSource = {
  board: BoardSummary;
  calendar: Calendar;
  cards: Map<string, StartedCard>;
  milestones: CardMilestones[];
  overrides: number[];
  signs: Signs;
  constraint: NamedConstraint | null;
  firstAt: number | null;
  now: number;
};

function countWeeks({ calendar, milestones }: BoardSource, today: number): number[] {
  const { days } = countThroughput(calendar, milestones, lastDays(today, trendWeeks * 7));
  return Array.from({ length: trendWeeks }, (_, week) =>
    days.slice(week * 7, (week + 1) * 7).reduce((sum, { count }) => sum + count, 0),
  );
}

function measureAges({ board, calendar, milestones, now }: BoardSource, today: number) {
  const cycleDays = sampleCycleDays(calendar, milestones, lastDays(today, expectationDays));
  const basis: ExpectationBasis = board.serviceLevel ? "agreed" : "proposed";
  const percentile = board.serviceLevel?.percentile ?? usualPercentile;
  const days = board.serviceLevel?.days ?? proposeExpectation(cycleDays, percentile);
  const tooFew = tooFewFinished(cycleDays.length);
  if (days === null) return { percentile, days, basis, tooFew, attainment: null, late: [], atRisk: [] };
  return {
    ...holdAgainstExpectation(calendar, cycleDays, milestones, now, { percentile, days }),
    basis,
    tooFew,
  };
}

function measureBoard(source: BoardSource): BoardStanding {
  const { board, calendar, cards, milestones, signs, firstAt, now } = source;
  const today = calendar.dayOf(now);
  const range = lastDays(today, figureDays);
  const firstDay = firstAt === null ? null : calendar.dayOf(firstAt);
  const { figures, before } = compareWithBefore(
    (days) => measureFinishes(calendar, milestones, days),
    range,
    firstDay,
  );
  const { percentile, days, basis, tooFew, attainment, late: aged, atRisk } = measureAges(source, today);
  const overridesIn = (days: DayRange) =>
    source.overrides.filter((at) => isWithin(calendar, at, days)).length;
  const toSign = ({ cardId, ageDays, chance }: ExpectedCard) => {
    const { number = 0, title = "", column } = cards.get(cardId) ?? {};
    return { cardId, number, title, column: column ?? "", ageDays, chance };
  };
  const late = mergeLate(aged.map(toSign), signs.overdue);
  const isLate = new Set(late.map(({ cardId }) => cardId));
  const over = signs.full.filter(({ count, max }) => count > max).length;
  return {
    id: board.id,
    name: board.name,
    key: board.key,
    workingDays: board.workingDays,
    wip: milestones.filter(({ finishedAt }) => finishedAt === null).length,
    throughput: figures.throughput,
    medianDays: figures.medianDays,
    p85Days: figures.p85Days,
    overrides: compareFigure(overridesIn(range), before && overridesIn(before), figures.throughput.tooFew),
    weeks: countWeeks(source, today),
    expectation: { percentile, days, basis, attainment, tooFew },
    need: {
      andons: signs.andons.length,
      late: late.length,
      blocked: signs.blocked.length,
      overLimits: over,
      atRisk: atRisk.filter(({ cardId }) => !isLate.has(cardId)).length,
      fullLimits: signs.full.length - over,
    },
    constraint: tooFew ? null : source.constraint,
    foremost: {
      andons: signs.andons.slice(0, maxForemost),
      late: late.slice(0, maxForemost),
      blocked: signs.blocked.slice(0, maxForemost),
    },
  };
}

const partOf = ({ calendar, milestones, firstAt, now }: BoardSource): TeamPart => ({
  calendar,
  cards: milestones,
  today: calendar.dayOf(now),
  firstDay: firstAt === null ? null : calendar.dayOf(firstAt),
});

function measureTeam(id: string, name: string, sources: readonly BoardSource[]): TeamStanding {
  const boards = sources
    .map(measureBoard)
    .sort((a, b) => compareNeed(a.need, b.need) || a.name.localeCompare(b.name));
  const parts = sources.map(partOf);
  const { forecast, tooFew } = forecastTeam(
    parts,
    expectationDays,
    forecastDays,
    [forecastPercent],
    forecastSeed,
  );
  const [counted, ...others] = boards.map(({ workingDays }) => JSON.stringify(workingDays));
  return {
    id,
    name,
    workingDays: others.every((other) => other === counted) ? (boards[0]?.workingDays ?? null) : null,
    wip: boards.reduce((sum, { wip }) => sum + wip, 0),
    ...compareTeam(parts, figureDays),
    weeks: Array.from({ length: trendWeeks }, (_, week) =>
      boards.reduce((sum, { weeks }) => sum + (weeks[week] ?? 0), 0),
    ),
    forecast: {
      days: forecastDays,
      percentile: forecastPercent,
      cards: forecast?.percentiles[String(forecastPercent)] ?? null,
      tooFew,
    },
    boards,
  };
}

function groupByTeam(sources: readonly BoardSource[]): TeamStanding[] {
  const teams = new Map(sources.map(({ board }) => [board.teamId, board.teamName]));
  return [...teams]
    .map(([id, name]) =>
      measureTeam(
        id,
        name,
        sources.filter(({ board }) => board.teamId === id),
      ),
    )
    .sort((a, b) => {
      const [one, other] = [a.boards[0], b.boards[0]];
      return (one && other ? compareNeed(one.need, other.need) : 0) || a.name.localeCompare(b.name);
    });
}

/** A card as it stood then: what its log dates later has not happened. Null before it started. */
function asOf(card: StartedCard, now: number): StartedCard | null {
  if (card.startedAt !== null && card.startedAt > now) return null;
  return card.finishedAt !== null && card.finishedAt > now ? { ...card, finishedAt: null } : card;
}

/**
 * Every board of a person with its key figures and what needs attention, by team, those that need it most first. As
 * many queries for a hundred boards as for one.
 */
export async function readStandings(userId: string): Promise<{ asOf: string; teams: TeamStanding[] }> {
  const boards = await listBoards(userId);
  const ids = boards.map(({ id }) => id);
  const [now, clocks] = await Promise.all([readClock(), readBoardClocks(ids)]);
  // One day more than the longest range: days begin at different instants in different zones.
  const from = now - (expectationDays + 1) * dayMs;
  const [cards, firsts, overrides, signs, constraints] = await Promise.all([
    readStartedCards(ids, from),
    readFirstTransitions(ids),
    readOverrideInstants(ids, from),
    readSigns(ids),
    findConstraints(boards, expectationDays, now),
  ]);
  const cardsOf = new Map(ids.map((id) => [id, new Map<string, StartedCard>()]));
  for (const card of cards) {
    const known = asOf(card, clocks.get(card.boardId) ?? now);
    if (known) cardsOf.get(card.boardId)?.set(card.cardId, known);
  }
  const sources = boards.map((board): BoardSource => {
    const ofBoard = cardsOf.get(board.id) ?? new Map<string, StartedCard>();
    return {
      board,
      calendar: createCalendar(board.timeZone, board.workingDays),
      cards: ofBoard,
      milestones: [...ofBoard.values()].map((card) => ({
        ...card,
        createdAt: card.startedAt,
        cameAt: card.startedAt ?? 0,
        finishedElsewhere: false,
        foundFinished: false,
      })),
      overrides: overrides.filter(({ boardId }) => boardId === board.id).map(({ at }) => at),
      signs: signs.get(board.id) ?? { blocked: [], overdue: [], full: [], andons: [] },
      constraint: constraints.get(board.id) ?? null,
      firstAt: firsts.get(board.id) ?? null,
      now: clocks.get(board.id) ?? now,
    };
  });
  return { asOf: new Date(now).toISOString(), teams: groupByTeam(sources) };
}
