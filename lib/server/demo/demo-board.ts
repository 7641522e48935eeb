import type { ColumnKind } from "@/lib/domain/board";
import type { BoardHistory, HistoryCard, HistoryLimit } from "@/lib/domain/board-history";
import { dayMs } from "@/lib/domain/duration";
import type { LimitMode } from "@/lib/domain/limit";
import { limits, type Place } from "./places";
import { type SimulatedCard, simulateTeam } from "./team-simulation";

const columns: { key: Place; name: string; kind: ColumnKind }[] = [
  { key: "ideas", name: "Ideas", kind: "backlog" },
  { key: "ready", name: "Ready", kind: "queue" },
  { key: "analysis", name: "Analysis", kind: "active" },
  { key: "development", name: "Development", kind: "active" },
  { key: "review-queue", name: "Ready for review", kind: "queue" },
  { key: "review", name: "Review", kind: "active" },
  { key: "release-queue", name: "Ready for release", kind: "queue" },
  { key: "done", name: "Done", kind: "done" },
];

const labels = [
  { key: "feature", name: "Feature", colour: "sky" },
  { key: "bug", name: "Bug", colour: "vermilion" },
  { key: "chore", name: "Chore", colour: "purple" },
];

const seed = 20_260_101;
/** Done cards stay on the board this long. */
const shownDoneMs = 10 * dayMs;

function toHistoryCard(card: SimulatedCard, until: number): HistoryCard {
  const last = card.steps.at(-1);
  const isDone = last?.columnKey === "done";
  return {
    number: card.number,
    title: card.title,
    description: "",
    type: card.type,
    classOfService: card.classOfService,
    dueOn: card.dueAt === null ? null : new Date(card.dueAt).toISOString().slice(0, 10),
    labelKeys: [card.type],
    steps: card.steps,
    isArchived: isDone && until - (last?.at ?? 0) > shownDoneMs,
    isDeleted: false,
    blocks: card.blocks,
    refusals: card.refusals,
  };
}

/**
 * The demo board: a year of a simulated team up to `until` (epoch ms). Seven columns that hold limits, and one change
 * of a limit that shortened cycle time. The same every time for the same day.
 */
export function buildDemoBoard(until: number): BoardHistory {
  const { cards, beganAt, limitChangedAt } = simulateTeam(seed, until);
  const limit = (key: Place, max: number, mode: LimitMode = "hard"): HistoryLimit => ({
    columnKeys: [key],
    mode,
    changes: [{ at: beganAt, max, why: null }],
  });
  const development: HistoryLimit = {
    columnKeys: ["development"],
    mode: "hard",
    changes: [
      { at: beganAt, max: limits.developmentBefore, why: null },
      {
        at: limitChangedAt,
        max: limits.developmentAfter,
        why: "Everybody had three cards open. Finish one before the next.",
      },
    ],
  };
  return {
    name: "Demo board",
    key: "DEMO",
    timeZone: "UTC",
    columns: columns.map((column) => ({ ...column, isArchived: false })),
    labels,
    cards: cards.map((card) => toHistoryCard(card, until)),
    limits: [
      limit("ready", limits.ready),
      limit("analysis", limits.analysis, "reason"),
      development,
      limit("review-queue", limits["review-queue"]),
      limit("review", limits.review, "reason"),
    ],
  };
}
