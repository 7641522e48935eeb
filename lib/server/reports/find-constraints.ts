import "server-only";
import type { NamedConstraint } from "@/lib/contracts/reports/overview";
import { findTalliedConstraint } from "@/lib/flow/boards/tallied-constraint";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { parts } from "@/lib/flow/metrics/constraint";
import { readColumnTallies } from "../store/figures/column-tallies";
import { nameConstraint } from "./name-constraint";

/** The probable constraint of each board over its last `days` days up to `now` (epoch ms); boards without one are left out. */
export async function findConstraints(
  boards: readonly { id: string; timeZone: string }[],
  days: number,
  now: number,
): Promise<Map<string, NamedConstraint>> {
  const begins = boards.map(({ id, timeZone }) => {
    const calendar = createCalendar(timeZone);
    return { boardId: id, begin: calendar.startOf(calendar.dayOf(now) - days + 1) };
  });
  const tallies = await readColumnTallies(begins, now, parts);
  const constraints = new Map<string, NamedConstraint>();
  for (const { boardId, begin } of begins) {
    const ofBoard = tallies.filter((tally) => tally.boardId === boardId);
    const flowColumns = ofBoard.map(({ columnId, ...column }) => ({ ...column, id: columnId }));
    const workflow = buildWorkflow({ timeZone: "UTC", columns: flowColumns, commitmentColumnId: null });
    const { columns, probable } = findTalliedConstraint(workflow, ofBoard, now - begin);
    const named = columns.map((column) => ({ ...column, name: workflow.find(column.columnId)?.name ?? "" }));
    const constraint = nameConstraint(named, probable);
    if (constraint) constraints.set(boardId, constraint);
  }
  return constraints;
}
