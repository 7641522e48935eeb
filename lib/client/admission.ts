import type { CardView } from "@/lib/contracts/card";
import { type CardPlace, findBreaches, findPulledCord, type Verdict, verdictOf } from "@/lib/domain/limit";
import { can } from "@/lib/domain/policy";
import { cellKey, rowsOf } from "./board-cells";
import { admissionBoardOf, type BoardModel } from "./board-model";
import { type Destination, moveOne, placeAfter, placeOf } from "./intention";
import { type FullLimit, type PulledCord, sayFull, sayPulled, toFullLimits } from "./limit-words";

/**
 * What would happen to a change, and what speaks against it: limits without room, or the pulled cord of a column.
 * `overridable`: this person may give a reason.
 */
export type Admission = {
  verdict: Verdict;
  cord: PulledCord | null;
  limits: readonly FullLimit[];
  overridable: boolean;
};

/** Judges a change of place, people or class of a card before anybody asks the server. */
export function judge(model: BoardModel, card: CardView | null, after: Partial<CardPlace>): Admission {
  const before = card ? placeOf(card) : null;
  const wanted: CardPlace = { ...(before ?? newCard), ...after };
  const breaches = findBreaches(admissionBoardOf(model), card?.id ?? "", before, wanted);
  const pulled = findPulledCord(model.columns, before, wanted);
  const verdict = pulled ? "refused" : verdictOf(breaches);
  return {
    verdict,
    cord: pulled && {
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

/** The admission of one card into every cell of the board, by cell; its own cell always takes it. */
export function judgeCells(model: BoardModel, card: CardView): ReadonlyMap<string, Admission> {
  const cells = rowsOf(model).flatMap((laneId) => model.columns.map(({ id }) => ({ columnId: id, laneId })));
  return new Map(cells.map((cell) => [cellKey(cell), judge(model, card, cell)]));
}

/** The admission of one card into every column within its lane, by column id; its own column always takes it. */
export function judgeColumns(model: BoardModel, card: CardView): ReadonlyMap<string, Admission> {
  return new Map(model.columns.map((column) => [column.id, judge(model, card, { columnId: column.id })]));
}

/** Everything that speaks against a change, in words; empty when nothing does. */
export function sayWhyNot({ verdict, cord, limits }: Admission): string {
  if (verdict === "accepted") return "";
  return [...(cord ? [sayPulled(cord)] : []), ...limits.map(sayFull)].join(" ");
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
  let played = model;
  for (const cardId of cardIds) {
    const card = played.cards.get(cardId);
    if (!card) continue;
    const admission = judge(played, card, placeAfter(card, to) as Partial<CardPlace>);
    if (admission.verdict !== "accepted") return { admission, firstRefused: card };
    played = moveOne(played, cardId, to);
  }
  return { admission: noObjection, firstRefused: null };
}

const noObjection: Admission = { verdict: "accepted", cord: null, limits: [], overridable: false };
