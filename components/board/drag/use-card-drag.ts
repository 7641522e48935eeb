"use client";

import {
  type CollisionDetection,
  type DragEndEvent,
  type DragStartEvent,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { judgeCells } from "@/lib/client/admission/admission";
import { type Cell, cellKey, isSameCell, laneOf, rowsOf } from "@/lib/client/board/cells";
import { type Destination, destinationAt } from "@/lib/client/board/command";
import type { BoardModel } from "@/lib/client/board/model";
import { carriedWith, stillCarried } from "@/lib/client/selection/carried-cards";
import { type Direction, type DragTarget, indexAt, stepTarget } from "@/lib/client/selection/drag-target";
import type { CardView } from "@/lib/contracts/card";
import { CardKeyboardSensor, CardMouseSensor, CardTouchSensor, recallCards } from "../../drag/sensors";
import type { BoardLayouts, CellLayout } from "../layout/board-layouts";
import { cardGap, type Drag, type DropAnswer } from "./drag";
import { sayCarried, sayLeft, sayTarget } from "./drag-words";

/** A press must travel this far to be a drag and not a click. */
const mouseDistancePx = 5;
/** A finger rests this long to pick a card up; moving earlier is a scroll. */
const touchDelayMs = 200;
const touchTolerancePx = 8;

const directions: Partial<Record<string, Direction>> = {
  [KeyboardCode.Up]: "up",
  [KeyboardCode.Down]: "down",
  [KeyboardCode.Left]: "left",
  [KeyboardCode.Right]: "right",
};

type CardDragOptions = {
  layouts: BoardLayouts;
  getShown: () => BoardModel;
  subscribe: (listener: () => void) => () => void;
  /** Cards that go together when one of them is picked up. */
  getChosen: () => ReadonlySet<string>;
  announce: (text: string) => void;
  /** Tells that cards which were carried have been taken away by somebody else. */
  onLost: (words: string) => void;
  /** One card goes to its place; several go below the others of the cell, all or none. */
  onMove: (cardIds: readonly string[], to: Destination) => void;
};

/**
 * Turns pointers and keys into moves: which cards are held, over which column and lane, at which place.
 *
 * Knows limits only to say beforehand what a cell would answer; whether the cards go in is decided elsewhere.
 */
export function useCardDrag(options: CardDragOptions) {
  const { layouts, getShown, subscribe, getChosen, announce, onLost, onMove } = options;
  const [drag, setDrag] = useState<Drag | null>(null);
  const held = useRef<Drag | null>(null);
  const pointer = useRef<{ x: number; y: number } | null>(null);

  const hold = useCallback((next: Drag | null) => {
    held.current = next;
    setDrag(next);
  }, []);

  const aim = useCallback(
    (target: DragTarget | null) => {
      const now = held.current;
      if (!now || isSameTarget(now.target, target)) return;
      const hasChangedCell = !isSameCell(now.target, target);
      hold({ ...now, target });
      if (target && (hasChangedCell || now.input === "keyboard")) {
        announce(sayTarget(getShown(), now, target, othersIn(layouts.get(target), now).length + 1));
      }
    },
    [announce, getShown, hold, layouts],
  );

  const stepByKey = useCallback<KeyboardCoordinateGetter>(
    (event) => {
      const direction = directions[event.code];
      const now = held.current;
      if (!direction || !now?.target) return;
      event.preventDefault();
      const target = stepFrom(getShown(), layouts, now, direction);
      aim(target);
      const layout = layouts.get(target);
      layout?.list.scrollIntoView({ block: "nearest", inline: "nearest" });
      layout?.scrollTo(target.index);
    },
    [aim, getShown, layouts],
  );

  const sensors = useSensors(
    useSensor(CardMouseSensor, { activationConstraint: { distance: mouseDistancePx } }),
    useSensor(CardTouchSensor, {
      activationConstraint: { delay: touchDelayMs, tolerance: touchTolerancePx },
    }),
    useSensor(CardKeyboardSensor, {
      coordinateGetter: stepByKey,
      keyboardCodes: {
        start: [KeyboardCode.Space],
        cancel: [KeyboardCode.Esc],
        end: [KeyboardCode.Space, KeyboardCode.Enter],
      },
    }),
  );

  const findCell = useCallback<CollisionDetection>(
    ({ pointerCoordinates, droppableContainers }) => {
      pointer.current = pointerCoordinates;
      const cell = pointerCoordinates ? layouts.at(pointerCoordinates)?.cell : held.current?.target;
      const container = cell && droppableContainers.find(({ id }) => id === cellKey(cell));
      return container ? [{ id: container.id }] : [];
    },
    [layouts],
  );

  const start = useCallback(
    ({ active, activatorEvent }: DragStartEvent) => {
      const shown = getShown();
      const card = shown.cards.get(String(active.id));
      if (!card?.columnId) return;
      const cards = carriedWith(shown, card, getChosen());
      const home = { columnId: card.columnId, laneId: laneOf(shown, card) };
      const layout = layouts.get(home);
      const index = layout?.cards.findIndex((other) => other.id === card.id) ?? 0;
      const input = activatorEvent instanceof KeyboardEvent ? "keyboard" : "pointer";
      hold({
        card,
        cards,
        home,
        input,
        height: layout?.slots()[index]?.size ?? active.rect.current.initial?.height ?? 80,
        answers: answersOf(shown, cards),
        target: { ...home, index: Math.max(0, index) },
      });
      announce(sayCarried(cards, card, input));
    },
    [announce, getChosen, getShown, hold, layouts],
  );

  const move = useCallback(() => {
    const now = held.current;
    if (!now || now.input === "keyboard" || !pointer.current) return;
    const layout = layouts.at(pointer.current);
    if (!layout) return aim(null);
    const heldIndex = layout.cards.findIndex((card) => card.id === now.card.id);
    const height = pointer.current.y - layout.list.getBoundingClientRect().top + layout.list.scrollTop;
    const index =
      now.cards.length > 1
        ? othersIn(layout, now).length
        : indexAt(layout.slots(), heldIndex < 0 ? null : heldIndex, cardGap, height);
    aim({ ...layout.cell, index });
  }, [aim, layouts]);

  const end = useCallback(
    (_event: DragEndEvent) => {
      const now = held.current;
      hold(null);
      if (!now) return;
      const layout = now.target ? layouts.get(now.target) : undefined;
      if (!now.target || !layout || isWhereItWas(layout, now)) {
        announce(
          now.cards.length > 1 ? "The cards stay where they were." : `${now.card.title} stays where it was.`,
        );
        return;
      }
      const { columnId, laneId, index } = now.target;
      const to =
        now.cards.length > 1
          ? { columnId, laneId }
          : destinationAt(now.target, layout.cards, now.card.id, index);
      onMove(
        now.cards.map(({ id }) => id),
        to,
      );
    },
    [announce, hold, layouts, onMove],
  );

  const cancel = useCallback(() => {
    const now = held.current;
    hold(null);
    if (!now || now.cards.length === 0) return;
    announce(
      now.cards.length > 1 ? `${now.cards.length} cards were put back.` : `${now.card.title} was put back.`,
    );
  }, [announce, hold]);

  useEffect(
    () =>
      subscribe(() => {
        const now = held.current;
        if (!now) return;
        const shown = getShown();
        const cards = stillCarried(shown, now.cards);
        if (cards.length < now.cards.length) onLost(sayLeft(shown, now.cards, cards));
        const [card] = cards.filter(({ id }) => id === now.card.id).concat(cards);
        if (!card?.columnId) {
          held.current = { ...now, cards: [] };
          window.dispatchEvent(new Event(recallCards));
          return;
        }
        const home = { columnId: card.columnId, laneId: laneOf(shown, card) };
        hold({ ...now, card, cards, home, answers: answersOf(shown, cards) });
      }),
    [getShown, hold, onLost, subscribe],
  );

  return { drag, sensors, findCell, start, move, end, cancel };
}

function answersOf(model: BoardModel, cards: readonly CardView[]): ReadonlyMap<string, DropAnswer> {
  const count = cards.length;
  const judged = judgeCells(
    model,
    cards.map(({ id }) => id),
  );
  return new Map(
    [...judged].map(([key, { admission, firstRefused }]) => [
      key,
      { ...admission, count, unfit: firstRefused },
    ]),
  );
}

/** One press of an arrow key. Several cards always go below the others, so that up and down change the lane. */
function stepFrom(model: BoardModel, layouts: BoardLayouts, drag: Drag, direction: Direction): DragTarget {
  const target = drag.target as DragTarget;
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
