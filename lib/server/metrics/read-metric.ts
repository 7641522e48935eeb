import "server-only";
import { type MetricAnswer, type MetricName, type MetricQuery, metrics } from ".";
import { readMetricSource } from "./metric-source";

/** One metric of a board, in the shape of its contract. Throws `not-found` for strangers. */
export async function readMetric<N extends MetricName>(
  userId: string,
  boardId: string,
  name: N,
  asked: MetricQuery,
): Promise<MetricAnswer<N>> {
  const { lookback, measure } = metrics[name];
  return measure(await readMetricSource(userId, boardId, asked, (range) => lookback(range, asked)), asked);
}
