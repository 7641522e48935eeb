import "server-only";
import { readClock } from "../../store/clock/clock";

/** The instant (epoch ms) from which a page reckons ages: the one by which changes are dated. */
export function getPresentInstant(): Promise<number> {
  return readClock();
}
