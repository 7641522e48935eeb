import "server-only";
import type { DayRange } from "@/lib/flow/calendar/calendar";
import type { FlowDay } from "@/lib/flow/log/flow-day";
import { reader } from "../../db/below-prisma";

/**
 * How many cards entered and left each column on each day of a range. All days before the range are summed up as one,
 * dated the day before it.
 */
export async function readFlowDays(boardId: string, range: DayRange): Promise<FlowDay[]> {
  const { rows } = await reader().query<FlowDay>(
    `SELECT column_id AS "columnId", greatest(day - date '1970-01-01', $2::int - 1) AS day,
       sum(entered)::int AS entered, sum(exited)::int AS exited, sum(arrived)::int AS arrived,
       sum(departed)::int AS departed
     FROM (SELECT * FROM flow_day WHERE board_id = $1 UNION ALL SELECT * FROM newer_flow_days($1)) counted
     WHERE day <= date '1970-01-01' + $3::int
     GROUP BY 1, 2`,
    [boardId, range.from, range.to],
  );
  return rows;
}
