import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { CreateLaneRequest, LaneView } from "@/lib/contracts/board";
import { changeBoard } from "../../command/change-board";
import { insertLane, listLanes } from "../../store/board/lanes";
import { getLaneView } from "./get-lane";
import { setLanePosition } from "./lane-position";

/** Adds a lane, below the others unless a position is given. */
export function createLane(
  userId: string,
  boardId: string,
  { name, position }: CreateLaneRequest,
): Promise<LaneView> {
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    const id = uuidv7();
    const lanes = await listLanes(boardId);
    await insertLane({ id, boardId, name, position: lanes.length });
    await setLanePosition(boardId, id, position ?? lanes.length);
    await record("lane.created", { laneId: id, name });
    return getLaneView(boardId, id);
  });
}
