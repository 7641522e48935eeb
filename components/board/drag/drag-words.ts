import { sayWhyNot } from "@/lib/client/admission/admission";
import { cellKey, nameOfCell } from "@/lib/client/board/cells";
import type { BoardModel } from "@/lib/client/board/model";
import type { DragTarget } from "@/lib/client/selection/drag-target";
import type { CardView } from "@/lib/contracts/card";
import type { Drag, DropAnswer } from "./drag";

/** What has been picked up; by keys also what to press. */
export function sayCarried(cards: readonly CardView[], card: CardView, input: Drag["input"]): string {
  const what = cards.length > 1 ? `${cards.length} cards, ${card.title} among them` : card.title;
  const places = cards.length > 1 ? "a column" : "a place";
  const howTo =
    input === "keyboard"
      ? ` Use the arrow keys to choose ${places}, space to drop, escape to put ${cards.length > 1 ? "them" : "it"} back.`
      : "";
  return `Picked up ${what}.${howTo}`;
}

/** Where the held cards would come to lie among `places`, and what the cell says to them. */
export function sayTarget(model: BoardModel, drag: Drag, target: DragTarget, places: number): string {
  const cell = nameOfCell(model, target);
  const place = drag.cards.length > 1 ? `${cell}.` : `${cell}, position ${target.index + 1} of ${places}.`;
  return `${place} ${sayAnswer(model, drag.answers.get(cellKey(target)))}`.trimEnd();
}

function sayAnswer(model: BoardModel, answer: DropAnswer | undefined): string {
  if (!answer) return "";
  if (answer.verdict === "accepted") return answer.count > 1 ? `Takes all ${answer.count}.` : "";
  const why = sayUnfit(model.facts.key, answer);
  if (answer.overridable) return `${why} Needs a reason.`;
  return answer.count > 1
    ? `${why} None of the ${answer.count} cards can be dropped here.`
    : `${why} Cannot be dropped here.`;
}

/** Why a cell does not take the held cards; of several, which one of them does not fit. */
export function sayUnfit(boardKey: string, answer: DropAnswer): string {
  const which = answer.count > 1 && answer.unfit ? `${boardKey}-${answer.unfit.number} does not fit. ` : "";
  return `${which}${sayWhyNot(answer)}`;
}

/** Which of the cards in the hand have gone elsewhere, and how many are left. */
export function sayLeft(model: BoardModel, before: readonly CardView[], after: readonly CardView[]): string {
  const kept = new Set(after.map(({ id }) => id));
  const left = before.filter(({ id }) => !kept.has(id)).map(({ number }) => `${model.facts.key}-${number}`);
  const rest =
    after.length === 0 ? "" : after.length === 1 ? " 1 card is left." : ` ${after.length} cards are left.`;
  return `${left.join(", ")} ${left.length > 1 ? "were" : "was"} moved or taken off the board meanwhile.${rest}`;
}

/** That what was held is where it was before. */
export function sayStays({ card, cards }: Drag): string {
  return cards.length > 1 ? "The cards stay where they were." : `${card.title} stays where it was.`;
}

/** That what was held has been given up, and lies where it was. */
export function sayPutBack({ card, cards }: Drag): string {
  return cards.length > 1 ? `${cards.length} cards were put back.` : `${card.title} was put back.`;
}
