import type { AnswerOf, MetricContract } from "@/lib/contracts/metrics/contract";
import type { commonParameters } from "@/lib/contracts/metrics/parameters";
import { shapeOf } from "../http/shape";
import type { ServerQuery } from "../query/server-query";

/** Parameters of a metric as an address has them: its own, and those that all metrics understand. */
export type AskedParameters<C extends MetricContract> = {
  readonly [P in keyof typeof commonParameters]?: string;
} & {
  readonly [P in keyof C["parameters"]]?: string;
};

/** What is asked of a metric of a board. `filterQuery`: filters of cards as a query, without a question mark. */
export type MetricAsked<C extends MetricContract> = {
  boardId: string;
  filterQuery?: string;
  parameters: AskedParameters<C>;
};

/** The request that asks a metric. */
export function metricRequest<C extends MetricContract>(
  metric: C,
  { boardId, filterQuery = "", parameters }: MetricAsked<C>,
): ServerQuery<AnswerOf<C>> {
  const query = new URLSearchParams(filterQuery);
  for (const [name, value] of Object.entries<string | undefined>(parameters))
    if (value !== undefined) query.set(name, value);
  return {
    path: `/boards/${boardId}/metrics/${metric.name}?${query}`,
    answer: shapeOf<C["answer"]>(metric.answer),
  };
}
