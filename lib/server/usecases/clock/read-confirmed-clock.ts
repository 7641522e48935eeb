import "server-only";
import { confirmClock } from "@/lib/domain/clock-confirmation";
import { inTransaction } from "../../db/transaction";
import { holdClockState, keepClockState, readClock } from "../../store/clock/clock";

/**
 * The latest instant (epoch ms) that the database's clock has certainly reached; null before enough readings. What has
 * expired is removed by it, so that a clock that is wrong for a while removes nothing. Each call adds a reading.
 */
export async function readConfirmedClock(): Promise<number | null> {
  const reading = await readClock();
  return inTransaction(async () => {
    const state = confirmClock(await holdClockState(), reading);
    await keepClockState(state);
    return state.confirmed;
  });
}
