"use client";

import {
  type CollisionDetection,
  type DragEndEvent,
  type DragStartEvent,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { judgeCells } from "@/lib/client/admission";
import { type Cell, cellKey, isSameCell, laneOf, rowsOf } from "@/lib/client/board-cells";
import type { BoardModel } from "@/lib/client/board-model";
import { type Direction, type DragTarget, indexAt, stepTarget } from "@/lib/client/drag-target";
import { type Destination, destinationAt } from "@/lib/client/intention";
import { type CellLayout, cardGap, type Drag, type DragRegistry } from "./drag-context";
import { sayTarget } from "./drag-words";

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
  getShown: () => BoardModel;
  announce: (text: string) => void;
  onMove: (cardId: string, to: Destination, input: Drag["input"]) => void;
};

/**
 * Turns pointers and keys into moves: which card is held, over which column and lane, at which place.
 *
 * Knows limits only to say beforehand what a cell would answer; whether the card goes in is decided elsewhere.
 */
export function useCardDrag({ getShown, announce, onMove }: CardDragOptions) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const held = useRef<Drag | null>(null);
  const layouts = useRef(new Map<string, CellLayout>());
  const pointer = useRef<{ x: number; y: number } | null>(null);

  const registry = useMemo<DragRegistry>(
    () => ({
      register: (layout) => {
        const key = cellKey(layout.cell);
        layouts.current.set(key, layout);
        return () => {
          if (layouts.current.get(key) === layout) layouts.current.delete(key);
        };
      },
    }),
    [],
  );

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
        announce(sayTarget(getShown(), now, target, othersIn(layouts.current, target, now.card.id) + 1));
      }
    },
    [announce, getShown, hold],
  );

  const stepByKey = useCallback<KeyboardCoordinateGetter>(
    (event) => {
      const direction = directions[event.code];
      const now = held.current;
      if (!direction || !now?.target) return;
      event.preventDefault();
      const shown = getShown();
      const grid = {
        columnIds: shown.columns.map(({ id }) => id),
        laneIds: rowsOf(shown),
        othersIn: (cell: Cell) => othersIn(layouts.current, cell, now.card.id),
      };
      const target = stepTarget(grid, now.target, direction);
      aim(target);
      const layout = layouts.current.get(cellKey(target));
      layout?.list.scrollIntoView({ block: "nearest", inline: "nearest" });
      layout?.scrollTo(target.index);
    },
    [aim, getShown],
  );

  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: mouseDistancePx } }),
    useSensor(TouchSensor, { activationConstraint: { delay: touchDelayMs, tolerance: touchTolerancePx } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: stepByKey,
      keyboardCodes: {
        start: [KeyboardCode.Space],
        cancel: [KeyboardCode.Esc],
        end: [KeyboardCode.Space, KeyboardCode.Enter],
      },
    }),
  );

  const findCell = useCallback<CollisionDetection>(({ pointerCoordinates, droppableContainers }) => {
    pointer.current = pointerCoordinates;
    const cell = pointerCoordinates
      ? layoutAt(layouts.current, pointerCoordinates)?.cell
      : held.current?.target;
    const container = cell && droppableContainers.find(({ id }) => id === cellKey(cell));
    return container ? [{ id: container.id }] : [];
  }, []);

  const start = useCallback(
    ({ active, activatorEvent }: DragStartEvent) => {
      const shown = getShown();
      const card = shown.cards.get(String(active.id));
      if (!card?.columnId) return;
      const home = { columnId: card.columnId, laneId: laneOf(shown, card) };
      const layout = layouts.current.get(cellKey(home));
      const index = layout?.cards.findIndex((other) => other.id === card.id) ?? 0;
      const input = activatorEvent instanceof KeyboardEvent ? "keyboard" : "pointer";
      hold({
        card,
        home,
        input,
        height: layout?.slots()[index]?.size ?? active.rect.current.initial?.height ?? 80,
        admissions: judgeCells(shown, card),
        target: { ...home, index: Math.max(0, index) },
      });
      const howTo =
        input === "keyboard"
          ? " Use the arrow keys to choose a place, space to drop, escape to put it back."
          : "";
      announce(`Picked up ${card.title}.${howTo}`);
    },
    [announce, getShown, hold],
  );

  const move = useCallback(() => {
    const now = held.current;
    if (!now || now.input === "keyboard" || !pointer.current) return;
    const layout = layoutAt(layouts.current, pointer.current);
    if (!layout) return aim(null);
    const heldIndex = layout.cards.findIndex((card) => card.id === now.card.id);
    const height = pointer.current.y - layout.list.getBoundingClientRect().top + layout.list.scrollTop;
    aim({
      ...layout.cell,
      index: indexAt(layout.slots(), heldIndex < 0 ? null : heldIndex, cardGap, height),
    });
  }, [aim]);

  const end = useCallback(
    (_event: DragEndEvent) => {
      const now = held.current;
      hold(null);
      if (!now) return;
      const layout = now.target ? layouts.current.get(cellKey(now.target)) : undefined;
      if (!now.target || !layout || isWhereItWas(layout, now)) {
        announce(`${now.card.title} stays where it was.`);
        return;
      }
      const to = destinationAt(now.target, layout.cards, now.card.id, now.target.index);
      onMove(now.card.id, to, now.input);
    },
    [announce, hold, onMove],
  );

  const cancel = useCallback(() => {
    if (held.current) announce(`${held.current.card.title} was put back.`);
    hold(null);
  }, [announce, hold]);

  return { drag, registry, sensors, findCell, start, move, end, cancel };
}

/** The cell of the column under the pointer that is nearest in height: between two cells there is no gap to fall into. */
function layoutAt(
  layouts: ReadonlyMap<string, CellLayout>,
  { x, y }: { x: number; y: number },
): CellLayout | null {
  let nearest: CellLayout | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const layout of layouts.values()) {
    const { left, right, top, bottom } = layout.list.getBoundingClientRect();
    const distance = Math.max(top - y, y - bottom, 0);
    if (x < left || x > right || distance >= least) continue;
    nearest = layout;
    least = distance;
  }
  return nearest;
}

function othersIn(layouts: ReadonlyMap<string, CellLayout>, cell: Cell, cardId: string): number {
  return layouts.get(cellKey(cell))?.cards.filter((card) => card.id !== cardId).length ?? 0;
}

function isSameTarget(a: DragTarget | null, b: DragTarget | null): boolean {
  return isSameCell(a, b) && a?.index === b?.index;
}

function isWhereItWas(layout: CellLayout, { card, home, target }: Drag): boolean {
  return (
    isSameCell(target, home) && layout.cards.findIndex((other) => other.id === card.id) === target?.index
  );
}
