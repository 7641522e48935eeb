import "server-only";
import type { AnswerOf, AskedOf, MetricContract } from "@/lib/contracts/metrics/contract";
import type { DayRange } from "@/lib/flow/calendar/calendar";
import type { MetricSource } from "./metric-source";

/** How the server answers a metric. */
export type Metric<C extends MetricContract = MetricContract> = {
  contract: C;
  /**
   * From which day on it looks at cards; those that were closed before (done, or gone for good) are only counted.
   * -Infinity: every card. Infinity: those alone that are still open at `asOf`.
   */
  lookback(range: DayRange, asked: AskedOf<C>): number;
  /** Whether it tells of one moment: a page about a range takes it as of the range's end. */
  isOfOneMoment?: boolean;
  /** What a page about a range asks where its address leaves that open. */
  askedByPage?(source: MetricSource, asked: AskedOf<C>): Partial<AskedOf<C>>;
  measure(source: MetricSource, asked: AskedOf<C>): Promise<AnswerOf<C>>;
};

/** The metric of a contract: `measure` gives its answer, in exactly its shape. */
export function defineMetric<C extends MetricContract>(
  contract: C,
  metric: Omit<Metric<C>, "contract">,
): Metric<C> {
  return { contract, ...metric };
}
