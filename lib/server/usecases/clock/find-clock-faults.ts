import "server-only";
import { type AheadBoard, findStandingBoards } from "../../store/clock/ahead-boards";
import { readClock } from "../../store/clock/clock";

/** Two machines are never quite together. */
export const maxApartMs = 60_000;

const maxNamed = 100;

/** How far the database's clock is ahead of this process's (ms), and boards whose newest steps it calls future. */
export type ClockFaults = { skewMs: number; standing: AheadBoard[] };

export async function findClockFaults(): Promise<ClockFaults> {
  const [database, standing] = await Promise.all([readClock(), findStandingBoards(maxNamed)]);
  return { skewMs: database - Date.now(), standing };
}
