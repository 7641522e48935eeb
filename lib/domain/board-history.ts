import type { ClassOfService, ColumnKind } from "./board";
import type { LimitMode } from "./limit";

/** A column of a history. `key` is unique within it: an id of the source, or the name. */
export type HistoryColumn = { key: string; name: string; kind: ColumnKind; isArchived: boolean };

/** What stood under a full limit when a card came to it. */
export type HistoryCount = { max: number; count: number };

/**
 * A card entered a column, or left the board (null), at an instant (epoch ms). `override`: it was let in over the limit
 * of that column alone, with a reason.
 */
export type HistoryStep = {
  columnKey: string | null;
  at: number;
  override?: HistoryCount & { reason: string };
};

/** A card was kept out by the limit of a column alone. */
export type HistoryRefusal = HistoryCount & { columnKey: string; at: number };

export type HistoryBlock = { reason: string; category: string; from: number; to: number | null };

export type HistoryCard = {
  /** Null: numbered in order. */
  number: number | null;
  title: string;
  description: string;
  type: string | null;
  classOfService: ClassOfService;
  dueOn: string | null;
  labelKeys: string[];
  /** In order of time, at least one, consecutive ones in different places. */
  steps: HistoryStep[];
  /** Its place among the cards of its column, from the top; without one it stands by when it came, after those with one. */
  place?: number | undefined;
  /** The first step is where the card was found: when it was created, and whether it had been started, is not known. */
  isBeginningUnknown?: boolean | undefined;
  /** Archived where it is, in done. */
  isArchived: boolean;
  /** Gone for good rather than archived, for a card whose last step left the board. */
  isDeleted: boolean;
  blocks: HistoryBlock[];
  refusals?: HistoryRefusal[];
};

/** A limit over columns with its dated values, oldest first. */
export type HistoryLimit = {
  columnKeys: string[];
  mode: LimitMode;
  changes: { at: number; max: number; why: string | null }[];
};

/** A whole board with its past: what every import format and the demo come down to. */
export type BoardHistory = {
  name: string;
  /** Prefix of card numbers; null: made from the name. */
  key: string | null;
  timeZone: string;
  columns: HistoryColumn[];
  labels: { key: string; name: string; colour: string }[];
  cards: HistoryCard[];
  limits: HistoryLimit[];
};

/** A card of which nothing is known but its title and its steps. */
export function plainCard(title: string, steps: HistoryStep[]): HistoryCard {
  return {
    number: null,
    title,
    description: "",
    type: null,
    classOfService: "standard",
    dueOn: null,
    labelKeys: [],
    steps,
    isArchived: false,
    isDeleted: false,
    blocks: [],
  };
}

/** The steps without those that lead to where the card is already: consecutive ones in one column are one visit. */
export function joinVisits(steps: readonly HistoryStep[]): HistoryStep[] {
  const joined: HistoryStep[] = [];
  for (const step of steps) {
    const present = joined.at(-1);
    if (present ? present.columnKey === step.columnKey : step.columnKey === null) continue;
    joined.push(step);
  }
  return joined;
}
