import "server-only";
import { listLanes, updateLane } from "../../store/board/lanes";

/** Puts a lane at a position among those that are not archived, counted from 0; beyond the end means the end. */
export async function setLanePosition(boardId: string, laneId: string, position: number): Promise<void> {
  const lanes = await listLanes(boardId);
  const moved = lanes.filter((lane) => lane.id === laneId);
  const order = lanes.filter((lane) => lane.id !== laneId).toSpliced(position, 0, ...moved);
  for (const [place, lane] of order.entries()) {
    if (lane.position !== place) await updateLane(lane.id, { position: place });
  }
}
