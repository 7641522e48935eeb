import "server-only";
import { confirmClock } from "@/lib/domain/clock-confirmation";
import { inTransaction } from "../../db/transaction";
import { holdClockState, keepClockState, readClock } from "../../store/clock/clock";

/**
 * The latest instant (epoch ms) that the database's clock has been confirmed to have reached: by it, and not by the clock
 * of the moment, is removed what has had its time. Null while there is none. Every call is a reading.
 */
export async function readConfirmedClock(): Promise<number | null> {
  const reading = await readClock();
  return inTransaction(async () => {
    const state = confirmClock(await holdClockState(), reading);
    await keepClockState(state);
    return state.confirmed;
  });
}
