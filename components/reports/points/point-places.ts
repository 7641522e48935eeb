/** A place in a picture, in pixels from its top left. */
export type Place = { x: number; y: number };

/** By what a pointer chooses a point: by its place along one axis, or by its distance. */
export type Along = "x" | "y" | "both";

/** How far a pointer may be from a point that is chosen by its distance. */
const maxDistance = 30;

function distance(a: Place, b: Place, along: Along): number {
  if (along === "x") return Math.abs(a.x - b.x);
  if (along === "y") return Math.abs(a.y - b.y);
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Index of the point nearest to a pointer; null where none is near. Points without a place are passed over. */
export function nearestPoint(places: readonly (Place | null)[], pointer: Place, along: Along): number | null {
  let nearest: number | null = null;
  let min = along === "both" ? maxDistance : Number.POSITIVE_INFINITY;
  places.forEach((place, index) => {
    if (!place) return;
    const away = distance(place, pointer, along);
    if (away >= min) return;
    min = away;
    nearest = index;
  });
  return nearest;
}

/** Points that Page Up and Page Down pass: a tenth of many, a few of few. */
const pageOf = (count: number) => Math.max(5, Math.round(count / 10));

/** The index to which a key leads from another; null for a key that leads nowhere. */
export function stepTo(key: string, from: number, count: number): number | null {
  const last = count - 1;
  const targets: Record<string, number> = {
    ArrowRight: from + 1,
    ArrowDown: from + 1,
    ArrowLeft: from - 1,
    ArrowUp: from - 1,
    PageDown: from + pageOf(count),
    PageUp: from - pageOf(count),
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? null : Math.min(Math.max(target, 0), last);
}

type Size = { width: number; height: number };

const gap = 12;

/** Where a tip stands beside a point: to its right or, without room, to its left, and never outside the picture. */
export function placeTip(point: Place, tip: Size, picture: Size): Place {
  const right = point.x + gap;
  const x = right + tip.width <= picture.width ? right : point.x - gap - tip.width;
  const y = point.y - tip.height / 2;
  return { x: Math.max(0, x), y: Math.max(0, Math.min(y, picture.height - tip.height)) };
}
