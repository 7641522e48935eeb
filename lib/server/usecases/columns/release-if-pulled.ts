import "server-only";
import type { RecordChange } from "../../command/change-board";
import { findPulledAndon, releaseAndon as releaseStoredAndon } from "../../store/board/andons";

/** Releases the andon of a column as part of a larger change of the board; returns whether it was pulled. */
export async function releaseIfPulled(
  userId: string,
  columnId: string,
  record: RecordChange,
): Promise<boolean> {
  const andonId = await findPulledAndon(columnId);
  if (andonId === null) return false;
  const durationMs = await releaseStoredAndon(andonId, userId);
  await record("andon.released", { columnId, durationMs });
  return true;
}
