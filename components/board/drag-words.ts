import { type Admission, sayWhyNot } from "@/lib/client/admission";
import { cardsInCell, cellKey, laneOf, nameOfCell } from "@/lib/client/board-cells";
import type { BoardModel } from "@/lib/client/board-model";
import type { DragTarget } from "@/lib/client/drag-target";
import type { Drag } from "./drag-context";

/** Where the held card would come to lie among `places`, and what the cell says to it. */
export function sayTarget(model: BoardModel, drag: Drag, target: DragTarget, places: number): string {
  const place = `${nameOfCell(model, target)}, position ${target.index + 1} of ${places}.`;
  return `${place} ${sayAdmission(drag.admissions.get(cellKey(target)))}`.trimEnd();
}

function sayAdmission(admission: Admission | undefined): string {
  if (!admission || admission.verdict === "accepted") return "";
  const why = sayWhyNot(admission);
  return admission.overridable ? `${why} Needs a reason.` : `${why} Cannot be dropped here.`;
}

/** Where a card is after it has moved. */
export function sayPlace(model: BoardModel, cardId: string): string {
  const card = model.cards.get(cardId);
  if (!card?.columnId) return "";
  const cell = { columnId: card.columnId, laneId: laneOf(model, card) };
  const cards = cardsInCell(model, cell);
  return `${card.title} is in ${nameOfCell(model, cell)}, position ${cards.indexOf(card) + 1} of ${cards.length}.`;
}
