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
import { type Admission, judgeColumns, sayWhyNot } from "@/lib/client/admission";
import type { BoardModel } from "@/lib/client/board-model";
import { type Direction, type DragTarget, indexAt, stepTarget } from "@/lib/client/drag-target";
import { type Destination, destinationAt } from "@/lib/client/intention";
import { type ColumnLayout, cardGap, type Drag, type DragRegistry } from "./drag-context";

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
 * Turns pointers and keys into moves: which card is held, over which column, at which place.
 *
 * Knows limits only to say beforehand what a column would answer; whether the card goes in is decided elsewhere.
 */
export function useCardDrag({ getShown, announce, onMove }: CardDragOptions) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const held = useRef<Drag | null>(null);
  const layouts = useRef(new Map<string, ColumnLayout>());
  const pointer = useRef<{ x: number; y: number } | null>(null);

  const registry = useMemo<DragRegistry>(
    () => ({
      register: (columnId, layout) => {
        layouts.current.set(columnId, layout);
        return () => {
          if (layouts.current.get(columnId) === layout) layouts.current.delete(columnId);
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
      const hasChangedColumn = now.target?.columnId !== target?.columnId;
      hold({ ...now, target });
      if (target && (hasChangedColumn || now.input === "keyboard")) {
        announce(sayTarget(getShown(), layouts.current, now, target));
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
      const columns = getShown().columns.map((column) => ({
        id: column.id,
        others: othersIn(layouts.current.get(column.id), now.card.id).length,
      }));
      const target = stepTarget(columns, now.target, direction);
      aim(target);
      const layout = layouts.current.get(target.columnId);
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

  const findColumn = useCallback<CollisionDetection>(({ pointerCoordinates, droppableContainers }) => {
    pointer.current = pointerCoordinates;
    const columnId = pointerCoordinates
      ? columnAt(layouts.current, pointerCoordinates.x)
      : held.current?.target?.columnId;
    const container = droppableContainers.find(({ id }) => id === columnId);
    return container ? [{ id: container.id }] : [];
  }, []);

  const start = useCallback(
    ({ active, activatorEvent }: DragStartEvent) => {
      const shown = getShown();
      const card = shown.cards.get(String(active.id));
      if (!card?.columnId) return;
      const layout = layouts.current.get(card.columnId);
      const index = layout?.cards.findIndex((other) => other.id === card.id) ?? 0;
      const input = activatorEvent instanceof KeyboardEvent ? "keyboard" : "pointer";
      hold({
        card,
        input,
        height: layout?.slots()[index]?.size ?? active.rect.current.initial?.height ?? 80,
        admissions: judgeColumns(shown, card),
        target: { columnId: card.columnId, index: Math.max(0, index) },
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
    const { x, y } = pointer.current;
    const columnId = columnAt(layouts.current, x);
    const layout = columnId ? layouts.current.get(columnId) : undefined;
    if (!columnId || !layout) return aim(null);
    const heldIndex = layout.cards.findIndex((card) => card.id === now.card.id);
    const height = y - layout.list.getBoundingClientRect().top + layout.list.scrollTop;
    aim({ columnId, index: indexAt(layout.slots(), heldIndex < 0 ? null : heldIndex, cardGap, height) });
  }, [aim]);

  const end = useCallback(
    (_event: DragEndEvent) => {
      const now = held.current;
      hold(null);
      if (!now) return;
      const layout = now.target ? layouts.current.get(now.target.columnId) : undefined;
      if (!now.target || !layout || isWhereItWas(layout, now)) {
        announce(`${now.card.title} stays where it was.`);
        return;
      }
      const to = destinationAt(now.target.columnId, layout.cards, now.card.id, now.target.index);
      onMove(now.card.id, to, now.input);
    },
    [announce, hold, onMove],
  );

  const cancel = useCallback(() => {
    if (held.current) announce(`${held.current.card.title} was put back.`);
    hold(null);
  }, [announce, hold]);

  return { drag, registry, sensors, findColumn, start, move, end, cancel };
}

function columnAt(layouts: ReadonlyMap<string, ColumnLayout>, x: number): string | null {
  for (const [columnId, { list }] of layouts) {
    const { left, right } = list.getBoundingClientRect();
    if (x >= left && x <= right) return columnId;
  }
  return null;
}

function othersIn(layout: ColumnLayout | undefined, cardId: string) {
  return layout?.cards.filter((card) => card.id !== cardId) ?? [];
}

function isSameTarget(a: DragTarget | null, b: DragTarget | null): boolean {
  return a?.columnId === b?.columnId && a?.index === b?.index;
}

function isWhereItWas(layout: ColumnLayout, { card, target }: Drag): boolean {
  return (
    target?.columnId === card.columnId &&
    layout.cards.findIndex((other) => other.id === card.id) === target.index
  );
}

function sayTarget(
  model: BoardModel,
  layouts: ReadonlyMap<string, ColumnLayout>,
  { card, admissions }: Drag,
  target: DragTarget,
): string {
  const name = model.columns.find((column) => column.id === target.columnId)?.name ?? "";
  const places = othersIn(layouts.get(target.columnId), card.id).length + 1;
  return `${name}, position ${target.index + 1} of ${places}. ${sayAdmission(admissions.get(target.columnId))}`;
}

/** Whether a column would take the card and, if not, why. */
export function sayAdmission(admission: Admission | undefined): string {
  if (!admission || admission.verdict === "accepted") return "";
  const why = sayWhyNot(admission);
  return admission.overridable ? `${why} Needs a reason.` : `${why} Cannot be dropped here.`;
}
