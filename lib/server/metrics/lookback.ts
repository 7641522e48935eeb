import type { DayRange } from "@/lib/flow/calendar/calendar";
import { medianRange } from "@/lib/flow/finished/moving-median";

/** Cycle times are followed over some days before the range; no other figure looks further back of itself. */
export const plainLookback = (range: DayRange): number => medianRange(range).from;

/** For what is told of the cards on the board alone, or not from their log at all. */
export const openCardsAlone = (): number => Number.POSITIVE_INFINITY;
