/** A change of a board by its number, and what the clock said then (epoch ms). */
export type Reading = { version: number; at: number };

/** A reading with the instant that is taken for it now (epoch ms). */
export type MendedReading = Reading & { became: number };

/**
 * What a board's changes are dated once its clock is known to have been ahead: readings that lie after `now` were wrong,
 * all others right.
 *
 * A stretch of wrong ones keeps its distances and ends with the next right one, since whoever works on goes on at once;
 * where none follows it begins with the last right one before. It never reaches beyond the right ones on both sides. So
 * the order of the changes holds, and nothing lies after `now`. Readings in the order of their versions.
 */
export function mendReadings(readings: readonly Reading[], now: number): MendedReading[] {
  const mended: MendedReading[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (let first = 0; first < readings.length; ) {
    const end = endOfStretch(readings, first, now);
    const stretch = readings.slice(first, end);
    const isWrong = (stretch[0]?.at ?? 0) > now;
    const instants = isWrong
      ? placeWrong(stretch, { after: reached, before: readings[end]?.at ?? null, now })
      : stretch.map(({ at }) => at);
    for (const [index, reading] of stretch.entries()) {
      reached = Math.max(reached, instants[index] ?? now);
      mended.push({ ...reading, became: reached });
    }
    first = end;
  }
  return mended;
}

/** Where the readings end that are wrong together, or right together, from `first` on. */
function endOfStretch(readings: readonly Reading[], first: number, now: number): number {
  const isWrong = (index: number) => (readings[index]?.at ?? 0) > now;
  let end = first + 1;
  while (end < readings.length && isWrong(end) === isWrong(first)) end++;
  return end;
}

function placeWrong(
  stretch: readonly Reading[],
  { after, before, now }: { after: number; before: number | null; now: number },
): number[] {
  const begin = stretch[0]?.at ?? 0;
  const end = stretch.reduce((latest, { at }) => Math.max(latest, at), begin);
  const upper = Math.max(after, before ?? now);
  const shift = before === null && Number.isFinite(after) ? begin - after : end - upper;
  return stretch.map(({ at }) => Math.min(upper, Math.max(after, at - shift)));
}
