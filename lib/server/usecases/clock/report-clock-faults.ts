import "server-only";
import { logger } from "../../logging/logger";
import { findClockFaults, maxApartMs } from "./find-clock-faults";

/** Says in the log what is wrong with the clocks, and what to do about it. */
export async function reportClockFaults(): Promise<void> {
  const { skewMs, standing } = await findClockFaults();
  if (Math.abs(skewMs) > maxApartMs)
    logger.warn(
      { aheadSeconds: Math.round(skewMs / 1000) },
      "the database's clock and this machine's disagree; changes are dated by the database's. Set the wrong one right",
    );
  for (const { id, name, newest } of standing)
    logger.warn(
      { boardId: id, board: name, newest: newest.toISOString() },
      "this board is dated in the future: a clock was ahead, or is behind now. It goes on, but its changes get no later date until then. Once the clock is right: npm run admin -- mend-clock",
    );
}
