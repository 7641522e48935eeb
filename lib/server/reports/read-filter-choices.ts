import "server-only";
import type { FilterChoices } from "@/lib/contracts/reports/filter-choices";
import { requireBoard } from "../access/require-permission";
import { readFilterChoices as readStoredChoices } from "../store/figures/report-filters";

/** By what the cards of a board's reports can be chosen. Throws `not-found` for strangers. */
export async function readFilterChoices(userId: string, boardId: string): Promise<FilterChoices> {
  await requireBoard(userId, boardId, "board:read");
  return readStoredChoices(boardId);
}
