import type { ClassOfService, ColumnKind } from "./board";

/** What happens to a card that would exceed a limit: refused, refused unless overridden with a reason, recorded. */
export const limitModes = ["hard", "reason", "soft"] as const;
export type LimitMode = (typeof limitModes)[number];

/**
 * A WIP limit: at most `max` cards that match {columns, lane, person, class of service}.
 *
 * No columns named: every column of kind queue or active. `userId`: only that person's cards;
 * `perPerson`: each person's cards counted apart.
 */
export type WipLimit = {
  id: string;
  max: number;
  mode: LimitMode;
  columnIds: readonly string[];
  laneId: string | null;
  userId: string | null;
  perPerson: boolean;
  classOfService: ClassOfService | null;
};

/** Where a card is and whose it is: all that a limit can ask of it. */
export type CardPlace = {
  columnId: string;
  laneId: string | null;
  classOfService: ClassOfService;
  assigneeIds: readonly string[];
  blocked: boolean;
};

export type PlacedCard = CardPlace & { id: string };

/** A column as admission sees it. `donePartOf`: the column whose finished cards wait here. `andon`: its pulled andon. */
export type AdmissionColumn = {
  id: string;
  kind: ColumnKind;
  donePartOf: string | null;
  andon: { reason: string } | null;
};

/** The part of a board on which admission depends. `cards`: those on the board, archived ones left out. */
export type AdmissionBoard = {
  columns: readonly AdmissionColumn[];
  limits: readonly WipLimit[];
  cards: readonly PlacedCard[];
  blockedCardsCount: boolean;
  expediteExempt: boolean;
};

/** A limit without room for the card. `count`: the other cards under it; `userId`: whose cards, for person limits. */
export type Breach = {
  limit: WipLimit;
  userId: string | null;
  count: number;
  holderIds: string[];
};

/** What decides, on a board, which cards a limit counts. */
export type CountingRules = {
  columns: readonly Pick<AdmissionColumn, "id" | "kind" | "donePartOf">[];
  blockedCardsCount: boolean;
  expediteExempt: boolean;
};

/** Whether a card in this place takes a slot of the limit, person aside. */
export function takesSlot(rules: CountingRules, limit: WipLimit, place: CardPlace): boolean {
  if (place.blocked && !rules.blockedCardsCount) return false;
  const isExempt = rules.expediteExempt && place.classOfService === "expedite";
  if (isExempt && limit.classOfService === null && limit.userId === null && !limit.perPerson) return false;
  if (limit.laneId !== null && limit.laneId !== place.laneId) return false;
  if (limit.classOfService !== null && limit.classOfService !== place.classOfService) return false;
  return isCovered(rules.columns, limit, place.columnId);
}

/**
 * Whether a limit is over this column. A limit that names one part of a split column covers both; one that names no
 * column covers every queue and active one.
 */
export function isCovered(
  columns: CountingRules["columns"],
  limit: Pick<WipLimit, "columnIds">,
  columnId: string,
): boolean {
  const column = columns.find(({ id }) => id === columnId);
  if (limit.columnIds.length === 0) return column?.kind === "queue" || column?.kind === "active";
  const whole = column?.donePartOf ?? columnId;
  return columns.some(
    ({ id, donePartOf }) => (id === whole || donePartOf === whole) && limit.columnIds.includes(id),
  );
}

/**
 * The column whose pulled andon keeps the card out; null when none does. The andon stops new work: a card that is
 * in either part of the column already goes on.
 */
export function findStoppedColumn(
  columns: readonly AdmissionColumn[],
  before: CardPlace | null,
  after: CardPlace | null,
): AdmissionColumn | null {
  const wholeOf = (place: CardPlace | null) => {
    const column = columns.find(({ id }) => id === place?.columnId);
    return columns.find(({ id }) => id === column?.donePartOf) ?? column ?? null;
  };
  const entered = wholeOf(after);
  return entered?.andon && entered.id !== wholeOf(before)?.id ? entered : null;
}

/** The separate counts of a limit that a card in this place falls under: one, or one for each limited person. */
function slotsOf(rules: CountingRules, limit: WipLimit, place: CardPlace | null): readonly (string | null)[] {
  if (place === null || !takesSlot(rules, limit, place)) return [];
  return countsOf(limit, place.assigneeIds);
}

const onlyCount = [null];

/** The counts of a limit that a card of these people adds to; null names the count of a limit on nobody. */
export function countsOf(
  limit: Pick<WipLimit, "perPerson" | "userId">,
  assigneeIds: readonly string[],
): readonly (string | null)[] {
  if (limit.perPerson) return assigneeIds;
  if (limit.userId === null) return onlyCount;
  return assigneeIds.includes(limit.userId) ? [limit.userId] : [];
}

/** Cards that hold the slots of a limit, for one person where the limit counts people. */
export function holdersOf(board: AdmissionBoard, limit: WipLimit, userId: string | null): PlacedCard[] {
  return board.cards.filter(
    (card) => takesSlot(board, limit, card) && (userId === null || card.assigneeIds.includes(userId)),
  );
}

/**
 * The admission decision: every limit that the card newly falls under and that has no room for it.
 *
 * Judged only by what is new: reordering, leaving and editing breach nothing, and a column over a lowered limit
 * drains. `before` is null for a card that comes onto the board, `after` is null for one that leaves it. The
 * database decides by the same rule under the board's lock; this one tells the screen beforehand.
 */
export function findBreaches(
  board: AdmissionBoard,
  cardId: string,
  before: CardPlace | null,
  after: CardPlace | null,
): Breach[] {
  return board.limits.flatMap((limit) => {
    const held = new Set(slotsOf(board, limit, before));
    return slotsOf(board, limit, after)
      .filter((userId) => !held.has(userId))
      .map((userId) => {
        const holderIds = holdersOf(board, limit, userId)
          .map((card) => card.id)
          .filter((id) => id !== cardId);
        return { limit, userId, count: holderIds.length, holderIds };
      })
      .filter((breach) => breach.count >= limit.max);
  });
}

/** What the breaches of one change amount to: it goes in, goes in with a reason, or stays out. */
export type Verdict = "accepted" | "reason-required" | "refused";

/** The strictest mode among the breaches decides; soft limits only record. */
export function verdictOf(breaches: readonly Breach[]): Verdict {
  if (breaches.some((breach) => breach.limit.mode === "hard")) return "refused";
  if (breaches.some((breach) => breach.limit.mode === "reason")) return "reason-required";
  return "accepted";
}
