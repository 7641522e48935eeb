import "server-only";
import { z } from "zod";
import type { AnswerOf, MetricContract } from "@/lib/contracts/metrics/contract";
import { commonParameters } from "@/lib/contracts/metrics/parameters";
import type { DayRange } from "@/lib/flow/calendar/calendar";
import { blockers } from "./blockers";
import { constraint } from "./constraint";
import { cumulativeFlow } from "./cumulative-flow";
import { cycleTime } from "./cycle-time";
import { dataQuality } from "./data-quality";
import type { Metric } from "./define-metric";
import { flowEfficiency } from "./flow-efficiency";
import { forecast } from "./forecast";
import { leadTime } from "./lead-time";
import { littlesLaw } from "./littles-law";
import type { MetricSource } from "./metric-source";
import { overrides } from "./overrides";
import { processBehaviour } from "./process-behaviour";
import { queueAge } from "./queue-age";
import { serviceLevel } from "./service-level";
import { throughput } from "./throughput";
import { timeInColumn } from "./time-in-column";
import { wip } from "./wip";
import { workItemAge } from "./work-item-age";

/** Every metric that there is, by its name: the one list. */
const list = {
  "cumulative-flow": cumulativeFlow,
  "cycle-time": cycleTime,
  "lead-time": leadTime,
  throughput,
  wip,
  "work-item-age": workItemAge,
  "queue-age": queueAge,
  "time-in-column": timeInColumn,
  "flow-efficiency": flowEfficiency,
  "littles-law": littlesLaw,
  forecast,
  "process-behaviour": processBehaviour,
  "service-level": serviceLevel,
  constraint,
  blockers,
  "data-quality": dataQuality,
  overrides,
};

export type MetricName = keyof typeof list;
export const metricNames: MetricName[] = Object.values(list).map(({ contract }) => contract.name);
type Contracts = { [N in MetricName]: (typeof list)[N]["contract"] };
export type MetricAnswer<N extends MetricName> = AnswerOf<Contracts[N]>;

type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer Every) => void
  ? Every
  : never;
type AllParameters = typeof commonParameters & All<Contracts[MetricName]["parameters"]>;

const parameters: AllParameters = Object.assign(
  {},
  commonParameters,
  ...Object.values(list).map(({ contract }) => contract.parameters),
);

/** What an address may ask of metrics: the parameters of all of them, each checked whichever metric it is that is asked. */
export const metricQuery = z
  .object(parameters)
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ["from"],
    message: "The first day is after the last one.",
  })
  .superRefine((query, context) => {
    for (const { contract } of Object.values(list))
      for (const { holds, path, message } of contract.rules ?? [])
        if (!holds(query)) context.addIssue({ code: "custom", path: [path], message });
  });
export type MetricQuery = z.infer<typeof metricQuery>;

/** A metric of the list: it takes whatever may be asked, and answers in the shape of its contract. */
type Listed<C extends MetricContract> = Pick<Metric<C>, "contract" | "isOfOneMoment"> & {
  lookback(range: DayRange, asked: MetricQuery): number;
  askedByPage?(source: MetricSource, asked: MetricQuery): Partial<MetricQuery>;
  measure(source: MetricSource, asked: MetricQuery): Promise<AnswerOf<C>>;
};

/** How each metric is answered. */
export const metrics: { [N in MetricName]: Listed<Contracts[N]> & { contract: { name: N } } } = list;

/** The metric of a contract, for who knows it by that rather than by name. */
export function findMetric<C extends MetricContract>(contract: C): Listed<C> {
  const isOf = (metric: Listed<MetricContract>): metric is Listed<C> => metric.contract === contract;
  const metric = Object.values<Listed<MetricContract>>(list).find(isOf);
  if (!metric) throw new Error(`${contract.name} is no metric of the list.`);
  return metric;
}
