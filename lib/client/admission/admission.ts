import type { CardView } from "@/lib/contracts/card";
import {
  type AdmissionBoard,
  type CardPlace,
  findBreaches,
  findStoppedColumn,
  type PlacedCard,
  type Verdict,
  verdictOf,
} from "@/lib/domain/limit";
import { can } from "@/lib/domain/permission";
import { type Cell, cellKey, rowsOf } from "../board/cells";
import { type Destination, placeAfter, placeOf } from "../board/command";
import { admissionBoardOf, type BoardModel } from "../board/model";
import { type FullLimit, type PulledAndon, sayFull, sayPulled, toFullLimits } from "../limits/words";

/**
 * What would happen to a change, and what speaks against it: limits without room, or the pulled andon of a column.
 * `overridable`: this person may give a reason.
 */
export type Admission = {
  verdict: Verdict;
  andon: PulledAndon | null;
  limits: readonly FullLimit[];
  overridable: boolean;
};

/** Judges a change of place, people or class of a card before anybody asks the server. */
export function judge(model: BoardModel, card: CardView | null, after: Partial<CardPlace>): Admission {
  return judgeOn(admissionBoardOf(model), model, card, after);
}

/** `board`: the cards as they count; `model`: rules and names. */
function judgeOn(
  board: AdmissionBoard,
  model: BoardModel,
  card: CardView | null,
  after: Partial<CardPlace>,
): Admission {
  const before = card ? placeOf(card) : null;
  const wanted: CardPlace = { ...(before ?? newCard), ...after };
  const breaches = findBreaches(board, card?.id ?? "", before, wanted);
  const pulled = findStoppedColumn(model.columns, before, wanted);
  const verdict = pulled ? "refused" : verdictOf(breaches);
  return {
    verdict,
    andon: pulled && {
      name: model.columns.find(({ id }) => id === pulled.id)?.name ?? "",
      reason: pulled.andon?.reason ?? "",
    },
    limits: toFullLimits(breaches, model),
    overridable: verdict === "reason-required" && can(model.facts.role, "limit:override"),
  };
}

const newCard: CardPlace = {
  columnId: "",
  laneId: null,
  classOfService: "standard",
  assigneeIds: [],
  blocked: false,
};

/** Every cell of the board. */
function cellsOf(model: BoardModel): Cell[] {
  return rowsOf(model).flatMap((laneId) => model.columns.map(({ id }) => ({ columnId: id, laneId })));
}

/** The admission of cards together into every cell of the board, by cell. */
export function judgeCells(
  model: BoardModel,
  cardIds: readonly string[],
): ReadonlyMap<string, TogetherAdmission> {
  return new Map(cellsOf(model).map((cell) => [cellKey(cell), judgeTogether(model, cardIds, cell)]));
}

/** The admission of one card into every column within its lane, by column id; its own column always takes it. */
export function judgeColumns(model: BoardModel, card: CardView): ReadonlyMap<string, Admission> {
  return new Map(model.columns.map((column) => [column.id, judge(model, card, { columnId: column.id })]));
}

/** Everything that speaks against a change, in words; empty when nothing does. */
export function sayWhyNot({ verdict, andon, limits }: Admission): string {
  if (verdict === "accepted") return "";
  return [...(andon ? [sayPulled(andon)] : []), ...limits.map(sayFull)].join(" ");
}

/** What happens to several cards that go to one column together: all of them or none. */
export type TogetherAdmission = { admission: Admission; firstRefused: CardView | null };

/**
 * Plays the moves of several cards one after the other, as the server does: each takes its slot before the next is
 * judged. `firstRefused`: the first card that would not go in, and `admission` is then its own.
 */
export function judgeTogether(
  model: BoardModel,
  cardIds: readonly string[],
  to: Destination,
): TogetherAdmission {
  const board = admissionBoardOf(model);
  const wanted = new Set(cardIds);
  const cards = [...board.cards];
  const indexes = new Map<string, number>();
  for (const [index, { id }] of cards.entries()) if (wanted.has(id)) indexes.set(id, index);
  for (const cardId of cardIds) {
    const card = model.cards.get(cardId);
    const index = indexes.get(cardId);
    if (!card || index === undefined) continue;
    const after = placeAfter(card, to);
    const admission = judgeOn({ ...board, cards }, model, card, after as Partial<CardPlace>);
    if (admission.verdict !== "accepted") return { admission, firstRefused: card };
    cards[index] = { ...card, ...after } as PlacedCard;
  }
  return { admission: noObjection, firstRefused: null };
}

const noObjection: Admission = { verdict: "accepted", andon: null, limits: [], overridable: false };
