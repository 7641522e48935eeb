/** What a card brings from the board that it left; instants are epoch ms. */
export type Carried = {
  createdAt: number;
  startedAt: number | null;
  /** When it finished there, if it was done when it left. */
  finishedAt: number | null;
  /** Time in active columns from the start up to the transfer, blocked time left out. */
  activeMs: number;
  /** Blocked time in active columns from the start up to the transfer. */
  blockedMs: number;
};

/**
 * One row of the log. `at`: epoch ms; `seq`: 1, 2, 3 … within the card, which decides between equal instants.
 * `toColumnId` null: the card left the board (deleted, or archived outside done; for another board where `isTransfer`).
 * `carried`: of a first step, the past of a card that came from another board by it. `isFound`: of a first step, the card
 * was found there, and its life had begun before the log.
 */
export type LogEntry = {
  cardId: string;
  seq: number;
  fromColumnId: string | null;
  toColumnId: string | null;
  at: number;
  carried?: Carried;
  isTransfer?: boolean;
  isFound?: boolean;
};

/**
 * The log of many cards, packed: the steps of a card stand together, in order. A million steps are then three arrays
 * and no object.
 */
export type StepLog = {
  cardIdOf(card: number): string;
  /** Where the steps of each card begin; at the end, how many steps there are. */
  firsts: Int32Array;
  /** The column that each step entered, by its place in `columnIds`. */
  columns: Uint16Array;
  /** Epoch ms of each step; they never fall within a card. */
  instants: Float64Array;
  /** Null stands for none: the card left the board. */
  columnIds: readonly (string | null)[];
  /** What the cards brought that came from another board, by the card. */
  carried: ReadonlyMap<number, Carried>;
  /** The cards whose last step is the one to another board. */
  departed: ReadonlySet<number>;
  /** The cards whose log begins in the middle of their life: the first step is where they were found. */
  found: ReadonlySet<number>;
};

function placesOf(steps: readonly LogEntry[]) {
  const columnIds = [...new Set(steps.map(({ toColumnId }) => toColumnId))];
  const places = new Map(columnIds.map((id, place) => [id, place]));
  return { columnIds, columns: Uint16Array.from(steps, ({ toColumnId }) => places.get(toColumnId) ?? 0) };
}

/** Packs a log that may mix cards, but holds each card's entries in order of `seq`. Cards in order of appearance. */
export function packLog(log: Iterable<LogEntry>): StepLog {
  const cards = new Map<string, LogEntry[]>();
  for (const entry of log) {
    const ofCard = cards.get(entry.cardId);
    if (ofCard) ofCard.push(entry);
    else cards.set(entry.cardId, [entry]);
  }
  const ids = [...cards.keys()];
  const firsts = new Int32Array(cards.size + 1);
  [...cards.values()].forEach((steps, card) => {
    firsts[card + 1] = (firsts[card] ?? 0) + steps.length;
  });
  const steps = [...cards.values()].flat();
  const carried = new Map<number, Carried>();
  const departed = new Set<number>();
  const found = new Set<number>();
  [...cards.values()].forEach((ofCard, card) => {
    const [first] = ofCard;
    if (first?.carried) carried.set(card, first.carried);
    if (first?.isFound) found.add(card);
    if (ofCard.at(-1)?.isTransfer) departed.add(card);
  });
  return {
    cardIdOf: (card) => ids[card] ?? "",
    firsts,
    ...placesOf(steps),
    instants: Float64Array.from(steps, ({ at }) => at),
    carried,
    departed,
    found,
  };
}
