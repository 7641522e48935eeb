"use client";

import {
  type CollisionDetection,
  closestCenter,
  DndContext,
  DragOverlay,
  type DropAnimation,
  defaultDropAnimationSideEffects,
  KeyboardCode,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactNode, useCallback } from "react";
import { CardKeyboardSensor, CardMouseSensor, CardTouchSensor } from "./sensors";

export { recallCarried } from "./sensors";

/** A place in the window, pixels. */
export type Point = { x: number; y: number };
export type Direction = "up" | "down" | "left" | "right";

/** How something was picked up. `height`: its own, pixels, where that is known. */
export type PickUp = { input: "pointer" | "keyboard"; height: number | null };

/** What a drag means to whoever holds the area. Where things go is theirs to say; the library only follows the hand. */
export type Gestures = {
  onStart: (id: string, pickUp: PickUp) => void;
  onMove: () => void;
  /** An arrow key, while something is held by keys. */
  onStep: (direction: Direction) => void;
  onDrop: () => void;
  onCancel: () => void;
  /** Id of the place that the pointer is over; without a point, of the one chosen by keys. */
  findPlace: (point: Point | null) => string | null;
};

/** A press must travel this far to be a drag and not a click. */
const mouse = { activationConstraint: { distance: 5 } };
/** A finger rests this long to pick something up; moving earlier is a scroll. */
const touch = { activationConstraint: { delay: 200, tolerance: 8 } };
/** Gentle enough to let go over the column one wants, also on a phone. */
const autoScroll = { acceleration: 5, threshold: { x: 0.15, y: 0.15 } };

const keys = {
  start: [KeyboardCode.Space],
  cancel: [KeyboardCode.Esc],
  end: [KeyboardCode.Space, KeyboardCode.Enter],
};
const directions: Partial<Record<string, Direction>> = {
  [KeyboardCode.Up]: "up",
  [KeyboardCode.Down]: "down",
  [KeyboardCode.Left]: "left",
  [KeyboardCode.Right]: "right",
};

/** What a drag says is said by whoever holds the area: the library's own words know no limits. */
const silence = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

type DragAreaProps = {
  id: string;
  gestures: Gestures;
  /** How things are picked up and moved by keys, for people who do not see the screen. */
  instructions: string;
  children: ReactNode;
};

/** Within it things are picked up, carried to a place and let go: by mouse, by finger or by keys. */
export function DragArea({ id, gestures, instructions, children }: DragAreaProps) {
  const { onStart, onMove, onStep, onDrop, onCancel, findPlace } = gestures;
  const stepByKey = useCallback(
    (event: KeyboardEvent) => {
      const direction = directions[event.code];
      if (!direction) return undefined;
      event.preventDefault();
      onStep(direction);
      return undefined;
    },
    [onStep],
  );
  const sensors = useSensors(
    useSensor(CardMouseSensor, mouse),
    useSensor(CardTouchSensor, touch),
    useSensor(CardKeyboardSensor, { coordinateGetter: stepByKey, keyboardCodes: keys }),
  );
  const findContainer = useCallback<CollisionDetection>(
    ({ pointerCoordinates, droppableContainers }) => {
      const place = findPlace(pointerCoordinates);
      return droppableContainers
        .filter((container) => container.id === place)
        .map(({ id: found }) => ({ id: found }));
    },
    [findPlace],
  );
  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={findContainer}
      autoScroll={autoScroll}
      onDragStart={({ active, activatorEvent }) =>
        onStart(String(active.id), {
          input: activatorEvent instanceof KeyboardEvent ? "keyboard" : "pointer",
          height: active.rect.current.initial?.height ?? null,
        })
      }
      onDragMove={onMove}
      onDragEnd={onDrop}
      onDragCancel={onCancel}
      accessibility={{ announcements: silence, screenReaderInstructions: { draggable: instructions } }}
    >
      {children}
    </DndContext>
  );
}

/** A list of which one item at a time is carried to the place of another. `onDrop` hears the ids of both. */
export function ListDragArea({
  id,
  onDrop,
  children,
}: {
  id: string;
  onDrop: (id: string, placeId: string) => void;
  children: ReactNode;
}) {
  const sensors = useSensors(
    useSensor(MouseSensor, mouse),
    useSensor(TouchSensor, touch),
    useSensor(KeyboardSensor),
  );
  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={({ active, over }) => over && onDrop(String(active.id), String(over.id))}
    >
      {children}
    </DndContext>
  );
}

/** Makes an element something that can be picked up. `offsetY`: how far it has been carried, pixels. */
export function useCarried(id: string, isEnabled: boolean) {
  const { setNodeRef, listeners, attributes, isDragging, transform } = useDraggable({
    id,
    disabled: !isEnabled,
  });
  return { setNodeRef, listeners, attributes, isDragging, offsetY: transform?.y ?? null };
}

/** Makes an element a place where things can be let go. */
export function useDropPlace(id: string) {
  const { setNodeRef, isOver } = useDroppable({ id });
  return { setNodeRef, isOver };
}

/** The glide of what was let go, into its place or back to where it came from. */
const glide: DropAnimation = {
  duration: 200,
  easing: "cubic-bezier(0.2, 0, 0, 1)",
  sideEffects: defaultDropAnimationSideEffects({ styles: { active: { opacity: "0" } } }),
};

/** What the pointer carries. It takes no press: what still glides back to its place can be picked up there. */
export function CarriedLayer({ children }: { children: ReactNode }) {
  return (
    <DragOverlay className="pointer-events-none" dropAnimation={prefersStillness() ? null : glide}>
      {children}
    </DragOverlay>
  );
}

function prefersStillness(): boolean {
  return typeof window !== "undefined" && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
