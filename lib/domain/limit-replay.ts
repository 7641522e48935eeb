import {
  type CardPlace,
  type CountingRules,
  countsOf,
  type PlacedCard,
  takesSlot,
  type WipLimit,
} from "./limit";

/** A card's place after a change; null while it is off the board. `version`: of the board; 0 for imported history. */
export type PlacementEvent = {
  kind: "placement";
  cardId: string;
  version: number;
  at: number;
  place: CardPlace | null;
};

/** A limit as it stood from an instant on; null once it was removed. */
export type LimitEvent = { kind: "limit"; limitId: string; at: number; limit: WipLimit | null };

export type ReplayEvent = PlacementEvent | LimitEvent;

/** Where a replay begins: the limits that stood then, and the cards on the board. `at`: epoch ms. */
export type ReplayStart = { at: number; limits: readonly WipLimit[]; cards: readonly PlacedCard[] };

/** Cards under each count of a limit: by person where it limits people, else one count named null. */
export type Counts = ReadonlyMap<string | null, number>;

/** A card that newly came under a limit, or that left it. `count`: the cards under it afterwards. */
export type CountStep = {
  kind: "entry" | "exit";
  at: number;
  limit: WipLimit;
  userId: string | null;
  count: number;
  cardId: string;
  version: number;
};

/** What a replay tells: a limit stands from now on as given, or ends, or a count under it changed. */
export type ReplayStep =
  | { kind: "stands"; at: number; limit: WipLimit; counts: Counts }
  | { kind: "ends"; at: number; limitId: string }
  | CountStep;

type Standing = { limit: WipLimit; counts: Map<string | null, number> };

/** Everything of a place that decides under which limits a card is, people aside. */
const keyOf = ({ columnId, laneId, classOfService, blocked }: CardPlace) =>
  `${columnId} ${laneId} ${classOfService} ${blocked}`;

function hasSameScope(a: WipLimit, b: WipLimit): boolean {
  return (
    a.columnIds.length === b.columnIds.length &&
    a.columnIds.every((id) => b.columnIds.includes(id)) &&
    a.laneId === b.laneId &&
    a.userId === b.userId &&
    a.perPerson === b.perPerson &&
    a.classOfService === b.classOfService
  );
}

/** A board in the course of a replay. A change of a card costs only the limits that it is or was under. */
class ReplayedBoard {
  readonly #standing = new Map<string, Standing>();
  readonly #places = new Map<string, CardPlace>();
  /** Limits that a card in such a place is under, by the key of the place; made when first asked for. */
  readonly #limitsOver = new Map<string, readonly Standing[]>();

  constructor(
    readonly rules: CountingRules,
    cards: readonly PlacedCard[],
  ) {
    for (const card of cards) this.#places.set(card.id, card);
  }

  stand(limit: WipLimit): Counts {
    const known = this.#standing.get(limit.id);
    if (known && hasSameScope(known.limit, limit)) {
      known.limit = limit;
      return known.counts;
    }
    const counts = this.#count(limit);
    this.#standing.set(limit.id, { limit, counts });
    this.#limitsOver.clear();
    return counts;
  }

  end(limitId: string): void {
    this.#standing.delete(limitId);
    this.#limitsOver.clear();
  }

  place({ cardId, version, place: after }: PlacementEvent, at: number): CountStep[] {
    const before = this.#places.get(cardId) ?? null;
    if (after) this.#places.set(cardId, after);
    else this.#places.delete(cardId);
    const left = this.#limitsOf(before);
    const come = this.#limitsOf(after);
    const steps: CountStep[] = [];
    const add = (kind: "entry" | "exit", standing: Standing, userId: string | null) => {
      const count = (standing.counts.get(userId) ?? 0) + (kind === "entry" ? 1 : -1);
      standing.counts.set(userId, count);
      steps.push({ kind, at, limit: standing.limit, userId, count, cardId, version });
    };
    const heldOf = (standing: Standing) =>
      before && left.includes(standing) ? countsOf(standing.limit, before.assigneeIds) : [];
    const takenOf = (standing: Standing) =>
      after && come.includes(standing) ? countsOf(standing.limit, after.assigneeIds) : [];
    for (const standing of left) {
      const taken = takenOf(standing);
      for (const userId of heldOf(standing)) if (!taken.includes(userId)) add("exit", standing, userId);
    }
    for (const standing of come) {
      const held = heldOf(standing);
      for (const userId of takenOf(standing)) if (!held.includes(userId)) add("entry", standing, userId);
    }
    return steps;
  }

  #count(limit: WipLimit): Map<string | null, number> {
    const counts = new Map<string | null, number>(limit.perPerson ? [] : [[limit.userId, 0]]);
    for (const place of this.#places.values()) {
      if (!takesSlot(this.rules, limit, place)) continue;
      for (const userId of countsOf(limit, place.assigneeIds))
        counts.set(userId, (counts.get(userId) ?? 0) + 1);
    }
    return counts;
  }

  #limitsOf(place: CardPlace | null): readonly Standing[] {
    if (place === null) return [];
    const key = keyOf(place);
    const known = this.#limitsOver.get(key);
    if (known) return known;
    const over = [...this.#standing.values()].filter(({ limit }) => takesSlot(this.rules, limit, place));
    this.#limitsOver.set(key, over);
    return over;
  }
}

/**
 * Plays changes of cards and of limits in their order, and tells what became of the counts under every limit.
 *
 * The board's present columns and settings are applied to the whole past. An instant before the one already reached
 * counts as that one: the order of the events is the truth, the clock may have been set back. A change of what a limit
 * covers recounts it and is nobody's entry. Events × limits over the card; a million events are a few seconds.
 */
export function* replayLimits(
  rules: CountingRules,
  start: ReplayStart,
  events: Iterable<ReplayEvent>,
): Generator<ReplayStep> {
  const board = new ReplayedBoard(rules, start.cards);
  let at = start.at;
  for (const limit of start.limits) yield { kind: "stands", at, limit, counts: board.stand(limit) };
  for (const event of events) {
    at = Math.max(at, event.at);
    if (event.kind === "placement") {
      yield* board.place(event, at);
    } else if (event.limit) {
      yield { kind: "stands", at, limit: event.limit, counts: board.stand(event.limit) };
    } else {
      board.end(event.limitId);
      yield { kind: "ends", at, limitId: event.limitId };
    }
  }
}

/** A card that newly came under a limit. `at`: the instant of its placement, whatever the clock said before. */
export type Entry = { limitId: string; userId: string | null; cardId: string; at: number };

/** Every entry under a limit, whether there was room or not. */
export function* findEntries(
  rules: CountingRules,
  start: ReplayStart,
  events: Iterable<ReplayEvent>,
): Generator<Entry> {
  let at = start.at;
  const noted = function* () {
    for (const event of events) {
      at = event.at;
      yield event;
    }
  };
  for (const step of replayLimits(rules, start, noted())) {
    if (step.kind !== "entry") continue;
    yield { limitId: step.limit.id, userId: step.userId, cardId: step.cardId, at };
  }
}

/** An entry that left more cards under a limit than it allows. `count`: the cards under it afterwards. */
export type Overrun = {
  limitId: string;
  userId: string | null;
  cardId: string;
  version: number;
  at: number;
  count: number;
  max: number;
  mode: WipLimit["mode"];
};

/**
 * Every entry by which a limit was exceeded, whatever its mode; a checker of a hard limit expects none.
 *
 * Changes of one board version came true at once: what one of them exceeded and another set right is no overrun.
 * A limit lowered under its count is none either, since nothing came in.
 */
export function findOverruns(
  rules: CountingRules,
  start: ReplayStart,
  events: Iterable<ReplayEvent>,
): Overrun[] {
  const found: Overrun[] = [];
  let version = 0;
  let open: Overrun[] = [];
  const latest = new Map<string, number>();
  const nameOf = (limitId: string, userId: string | null) => `${limitId} ${userId}`;
  const close = () => {
    found.push(
      ...open.filter(({ limitId, userId, max }) => (latest.get(nameOf(limitId, userId)) ?? 0) > max),
    );
    open = [];
    latest.clear();
  };
  for (const step of replayLimits(rules, start, events)) {
    const stepVersion = step.kind === "entry" || step.kind === "exit" ? step.version : 0;
    if (open.length > 0 && (stepVersion === 0 || stepVersion !== version)) close();
    version = stepVersion;
    if (step.kind !== "entry" && step.kind !== "exit") continue;
    const { limit, userId, count, cardId, at } = step;
    const isOver = step.kind === "entry" && count > limit.max;
    if (isOver || open.length > 0) latest.set(nameOf(limit.id, userId), count);
    if (isOver)
      open.push({ limitId: limit.id, userId, cardId, version, at, count, max: limit.max, mode: limit.mode });
  }
  close();
  return found;
}
