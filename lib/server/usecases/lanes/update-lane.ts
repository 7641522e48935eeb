import "server-only";
import type { LaneView, UpdateLaneRequest } from "@/lib/contracts/board";
import { changeBoard } from "../../command/change-board";
import { updateLane as updateStoredLane } from "../../store/board/lanes";
import { getLane, getLaneView } from "./get-lane";
import { setLanePosition } from "./lane-position";

/** Renames a lane or moves it among the others; only the members present change. */
export async function updateLane(
  userId: string,
  laneId: string,
  { name, position }: UpdateLaneRequest,
): Promise<LaneView> {
  const { boardId } = await getLane(laneId);
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    await getLane(laneId);
    if (name !== undefined) await updateStoredLane(laneId, { name });
    if (position !== undefined) await setLanePosition(boardId, laneId, position);
    if (name !== undefined || position !== undefined) {
      await record("lane.updated", {
        laneId,
        ...(name !== undefined && { name }),
        ...(position !== undefined && { position }),
      });
    }
    return getLaneView(boardId, laneId);
  });
}
