import type { Admission } from "@/lib/client/admission/admission";
import { type Cell, cellKey, isSameCell } from "@/lib/client/board/cells";
import type { DragTarget } from "@/lib/client/selection/drag-target";
import type { CardView } from "@/lib/contracts/card";

/** What a cell would say to the cards that are held: all of them go in or none. `unfit`: the first that does not. */
export type DropAnswer = Admission & { count: number; unfit: CardView | null };

/** A card in the hand, perhaps with others that come along, and where it would go. */
export type Drag = {
  card: CardView;
  /** All that are carried, in the order of the board. */
  cards: readonly CardView[];
  /** Where the card in the hand lay when it was picked up. */
  home: Cell;
  input: "pointer" | "keyboard";
  /** Height of the card as it lay in its column, pixels. */
  height: number;
  /** What every cell of the board would say, by cell. */
  answers: ReadonlyMap<string, DropAnswer>;
  target: DragTarget | null;
};

/** The drag, for a cell that the held card comes from or is over; the others need not be drawn anew. */
export function dragAt(drag: Drag | null, cell: Cell): Drag | null {
  return drag && (isSameCell(drag.home, cell) || isSameCell(drag.target, cell)) ? drag : null;
}

/** What a cell would say to the held cards; null for the cell that a single one comes from. */
export function answerAt(drag: Drag | null, cell: Cell): DropAnswer | null {
  if (!drag || (drag.cards.length === 1 && isSameCell(drag.home, cell))) return null;
  return drag.answers.get(cellKey(cell)) ?? null;
}

/** Pixels between two cards of a column, and around them. */
export const cardGap = 8;
