import "server-only";
import type { LimitView } from "@/lib/contracts/limit";
import type { WipLimit } from "@/lib/domain/limit";
import { type Counts, replayLimits } from "@/lib/domain/limit-replay";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import { requireBoard } from "../../access/require-permission";
import { parseAsOf } from "../../metrics/as-of";
import { listLimitViews } from "../../store/board/limits";
import { readFlowBoard } from "../../store/figures/flow-log";
import { readCountingRules, readStateBefore } from "../../store/figures/limit-replay";

/**
 * A board's limits in force with their true counts; with `asOf`, a day of the board's zone or an instant, those that
 * stood then and what they counted then.
 */
export async function listLimits(userId: string, boardId: string, asOf?: string): Promise<LimitView[]> {
  await requireBoard(userId, boardId, "board:read");
  if (asOf === undefined) return listLimitViews(boardId);
  const { timeZone, now } = await readFlowBoard(boardId);
  const at = parseAsOf(createCalendar(timeZone), asOf, now);
  const [rules, state] = await Promise.all([readCountingRules(boardId), readStateBefore(boardId, at + 1)]);
  const views: LimitView[] = [];
  for (const step of replayLimits(rules, state, []))
    if (step.kind === "stands") views.push(viewOf(step.limit, step.counts));
  return views;
}

function viewOf({ columnIds, ...limit }: WipLimit, counts: Counts): LimitView {
  const view = { ...limit, columnIds: [...columnIds], count: Math.max(0, ...counts.values()) };
  if (!limit.perPerson) return view;
  const people = [...counts]
    .flatMap(([userId, count]) => (userId === null ? [] : [{ userId, count }]))
    .sort((a, b) => b.count - a.count || (a.userId < b.userId ? -1 : 1));
  return { ...view, people };
}
