import "server-only";
import { readClock } from "../../store/clock/clock";

/** The present instant by the database's clock (epoch ms), from which pages reckon ages. */
export function getPresentInstant(): Promise<number> {
  return readClock();
}
