import { type Gestures, type PickUp, type Point, recallCarried } from "@/components/drag/drag-area";
import { judgeCells } from "@/lib/client/admission/admission";
import { type Cell, cellKey, isSameCell, laneOf, rowsOf } from "@/lib/client/board/cells";
import { type Destination, destinationAt } from "@/lib/client/board/command";
import type { BoardModel } from "@/lib/client/board/model";
import { carriedWith, stillCarried } from "@/lib/client/selection/carried-cards";
import { type Direction, type DragTarget, indexAt, stepTarget } from "@/lib/client/selection/drag-target";
import type { CardView } from "@/lib/contracts/card";
import type { BoardLayouts, CellLayout } from "../layout/board-layouts";
import { cardGap, type Drag, type DropAnswer } from "./drag";
import { sayCarried, sayLeft, sayPutBack, sayStays, sayTarget } from "./drag-words";

/** The board over which cards are carried. */
export type DragBoard = {
  layouts: BoardLayouts;
  getShown: () => BoardModel;
  /** Cards that go together when one of them is picked up. */
  getChosen: () => ReadonlySet<string>;
  announce: (text: string) => void;
  /** Tells that cards which were carried have been taken away by somebody else. */
  onLost: (words: string) => void;
  /** One card goes to its place; several go below the others of the cell, all or none. */
  onDrop: (cardIds: readonly string[], to: Destination) => void;
};

/** Height of a card that nobody has measured, pixels. */
const usualHeight = 80;

/**
 * What is in the hand, from when it is picked up until it is let go: which cards, over which column and lane, at which
 * place. Knows limits only to say beforehand what a cell would answer; whether the cards go in is decided elsewhere.
 */
export class CardDrag {
  private held: Drag | null = null;
  private pointer: Point | null = null;
  /** The board has taken everything out of the hand: whoever let go of nothing is told nothing more. */
  private isEmptied = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly board: DragBoard) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): Drag | null => this.held;

  readonly gestures: Gestures = {
    onStart: (id, pickUp) => this.start(id, pickUp),
    onMove: () => this.move(),
    onStep: (direction) => this.step(direction),
    onDrop: () => this.drop(),
    onCancel: () => this.putBack(),
    findPlace: (point) => {
      this.pointer = point;
      const cell = point ? this.board.layouts.at(point)?.cell : this.held?.target;
      return cell ? cellKey(cell) : null;
    },
  };

  /** The board has changed: what is held may have gone elsewhere, and the cells may say something else. */
  readonly follow = (): void => {
    const now = this.held;
    if (!now || this.isEmptied) return;
    const shown = this.board.getShown();
    const cards = stillCarried(shown, now.cards);
    if (cards.length < now.cards.length) this.board.onLost(sayLeft(shown, now.cards, cards));
    const [card] = cards.filter(({ id }) => id === now.card.id).concat(cards);
    if (!card?.columnId) {
      this.isEmptied = true;
      recallCarried();
      return;
    }
    const home = { columnId: card.columnId, laneId: laneOf(shown, card) };
    this.hold({ ...now, card, cards, home, answers: answersOf(shown, cards) });
  };

  private hold(next: Drag | null): void {
    this.held = next;
    for (const listener of this.listeners) listener();
  }

  private aim(target: DragTarget | null): void {
    const now = this.held;
    if (!now || isSameTarget(now.target, target)) return;
    const { layouts, getShown, announce } = this.board;
    const hasChangedCell = !isSameCell(now.target, target);
    this.hold({ ...now, target });
    if (!target || !(hasChangedCell || now.input === "keyboard")) return;
    announce(sayTarget(getShown(), now, target, othersIn(layouts.get(target), now).length + 1));
  }

  private start(cardId: string, { input, height }: PickUp): void {
    const { layouts, getShown, getChosen, announce } = this.board;
    const shown = getShown();
    const card = shown.cards.get(cardId);
    if (!card?.columnId) return;
    const cards = carriedWith(shown, card, getChosen());
    const home = { columnId: card.columnId, laneId: laneOf(shown, card) };
    const layout = layouts.get(home);
    const index = layout?.cards.findIndex((other) => other.id === card.id) ?? 0;
    this.isEmptied = false;
    this.hold({
      card,
      cards,
      home,
      input,
      height: layout?.slots()[index]?.size ?? height ?? usualHeight,
      answers: answersOf(shown, cards),
      target: { ...home, index: Math.max(0, index) },
    });
    announce(sayCarried(cards, card, input));
  }

  private move(): void {
    const now = this.held;
    if (!now || now.input === "keyboard" || !this.pointer) return;
    const layout = this.board.layouts.at(this.pointer);
    if (!layout) {
      this.aim(null);
      return;
    }
    const heldIndex = layout.cards.findIndex((card) => card.id === now.card.id);
    const height = this.pointer.y - layout.list.getBoundingClientRect().top + layout.list.scrollTop;
    const index =
      now.cards.length > 1
        ? othersIn(layout, now).length
        : indexAt(layout.slots(), heldIndex < 0 ? null : heldIndex, cardGap, height);
    this.aim({ ...layout.cell, index });
  }

  private step(direction: Direction): void {
    const now = this.held;
    if (!now?.target) return;
    const { layouts, getShown } = this.board;
    const target = stepFrom(getShown(), layouts, now, now.target, direction);
    this.aim(target);
    const layout = layouts.get(target);
    layout?.list.scrollIntoView({ block: "nearest", inline: "nearest" });
    layout?.scrollTo(target.index);
  }

  private drop(): void {
    const now = this.held;
    this.hold(null);
    if (!now || this.isEmptied) return;
    const { layouts, announce, onDrop } = this.board;
    const layout = now.target ? layouts.get(now.target) : undefined;
    if (!now.target || !layout || isWhereItWas(layout, now)) {
      announce(sayStays(now));
      return;
    }
    const { columnId, laneId, index } = now.target;
    const cardIds = now.cards.map(({ id }) => id);
    const isSeveral = cardIds.length > 1;
    onDrop(
      cardIds,
      isSeveral ? { columnId, laneId } : destinationAt(now.target, layout.cards, now.card.id, index),
    );
  }

  private putBack(): void {
    const now = this.held;
    this.hold(null);
    if (now && !this.isEmptied) this.board.announce(sayPutBack(now));
  }
}

function answersOf(model: BoardModel, cards: readonly CardView[]): ReadonlyMap<string, DropAnswer> {
  const judged = judgeCells(
    model,
    cards.map(({ id }) => id),
  );
  return new Map(
    [...judged].map(([key, { admission, firstRefused }]) => [
      key,
      { ...admission, count: cards.length, unfit: firstRefused },
    ]),
  );
}

/** One press of an arrow key. Several cards always go below the others, so that up and down change the lane. */
function stepFrom(
  model: BoardModel,
  layouts: BoardLayouts,
  drag: Drag,
  target: DragTarget,
  direction: Direction,
): DragTarget {
  const isSeveral = drag.cards.length > 1;
  const count = (cell: Cell) => othersIn(layouts.get(cell), drag).length;
  const grid = {
    columnIds: model.columns.map(({ id }) => id),
    laneIds: rowsOf(model),
    othersIn: isSeveral ? () => 0 : count,
  };
  const next = stepTarget(grid, isSeveral ? { ...target, index: 0 } : target, direction);
  return isSeveral ? { ...next, index: count(next) } : next;
}

/** Cards of a cell that are not carried. */
function othersIn(layout: CellLayout | undefined, { cards }: Drag): CardView[] {
  return layout?.cards.filter((card) => !cards.some(({ id }) => id === card.id)) ?? [];
}

function isSameTarget(a: DragTarget | null, b: DragTarget | null): boolean {
  return isSameCell(a, b) && a?.index === b?.index;
}

function isWhereItWas(layout: CellLayout, { card, cards, home, target }: Drag): boolean {
  if (cards.length > 1) return cards.every(({ id }) => layout.cards.some((other) => other.id === id));
  return (
    isSameCell(target, home) && layout.cards.findIndex((other) => other.id === card.id) === target?.index
  );
}
