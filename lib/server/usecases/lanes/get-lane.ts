import "server-only";
import type { LaneView } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { findLane, listLanes, type StoredLane } from "../../store/board/lanes";

/** A lane that is not archived. Whether this person may see it is decided with its board. */
export async function getLane(laneId: string): Promise<StoredLane> {
  const lane = await findLane(laneId);
  if (!lane) throw new DomainError("not-found");
  return lane;
}

/** A lane as the board shows it. */
export async function getLaneView(boardId: string, laneId: string): Promise<LaneView> {
  const lanes = await listLanes(boardId);
  const position = lanes.findIndex(({ id }) => id === laneId);
  const lane = lanes[position];
  if (!lane) throw new DomainError("not-found");
  return { id: lane.id, name: lane.name, position };
}
