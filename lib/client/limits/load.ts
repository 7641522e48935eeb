import type { LimitView } from "@/lib/contracts/limit";
import { holdersOf } from "@/lib/domain/limit";
import type { Cell } from "../board/cells";
import { admissionBoardOf, type BoardModel } from "../board/model";

/** How full a limit is. Near: one slot left. Over happens where a limit was lowered or overridden. */
export type LimitState = "free" | "near" | "full" | "over";

export type LimitLoad = { limit: LimitView; count: number; state: LimitState };

/** State of a count under a maximum. A limit of 1 with nothing in it is free, not near: its only slot is open. */
export function limitStateOf(count: number, max: number): LimitState {
  if (count > max) return "over";
  if (count === max) return "full";
  return count === max - 1 && count > 0 ? "near" : "free";
}

const loads = new WeakMap<BoardModel, ReadonlyMap<string, LimitLoad>>();

/**
 * How full every limit of a board is, by limit id; for limits per person, the fullest person's count.
 *
 * Counts every card on the board, also those that a filter hides. Made once per model.
 */
export function limitLoadsOf(model: BoardModel): ReadonlyMap<string, LimitLoad> {
  const known = loads.get(model);
  if (known) return known;
  const made = new Map(model.limits.map((limit) => [limit.id, loadOf(model, limit)]));
  loads.set(model, made);
  return made;
}

/** How full one limit is, or would be if it stood. */
export function loadOf(model: BoardModel, limit: LimitView): LimitLoad {
  const board = admissionBoardOf(model);
  const count = limit.perPerson
    ? Math.max(0, ...model.people.map((member) => holdersOf(board, limit, member.userId).length))
    : holdersOf(board, limit, limit.userId).length;
  return { limit, count, state: limitStateOf(count, limit.max) };
}

/** Whether a limit is about one column alone: it belongs in that column's head. */
export function isColumnLimit(limit: LimitView, columnId: string): boolean {
  return limit.columnIds.length === 1 && limit.columnIds[0] === columnId && isAboutColumnsOnly(limit);
}

/** Whether a limit spans several columns: it belongs in a band above them. No columns named: all work in progress. */
export function isGroupLimit(limit: LimitView): boolean {
  return limit.columnIds.length !== 1 && isAboutColumnsOnly(limit);
}

/** Whether a limit is about a lane, over all or several of its columns: it belongs in the head of the lane. */
export function isLaneLimit(limit: LimitView, laneId: string): boolean {
  return limit.laneId === laneId && limit.columnIds.length !== 1;
}

/** Whether a limit is about one column in one lane: it belongs where the two meet. */
export function isCellLimit(limit: LimitView, { columnId, laneId }: Cell): boolean {
  return (
    laneId !== null &&
    limit.laneId === laneId &&
    limit.columnIds.length === 1 &&
    limit.columnIds[0] === columnId
  );
}

/** Whether a limit counts every card in its places, whoever does it and of whatever class. */
export function isAboutPlacesOnly(limit: LimitView): boolean {
  return limit.userId === null && !limit.perPerson && limit.classOfService === null;
}

function isAboutColumnsOnly(limit: LimitView): boolean {
  return limit.laneId === null && isAboutPlacesOnly(limit);
}
