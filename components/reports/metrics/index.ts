import type { Ask } from "@/lib/contracts/metrics/contract";
import type { ReportDefinition } from "../view/define-report";
import { report as blockers } from "./blockers/report";
import { report as constraint } from "./constraint/report";
import { report as cumulativeFlow } from "./cumulative-flow/report";
import { report as cycleTime } from "./cycle-time/report";
import { report as dataQuality } from "./data-quality/report";
import { report as flowEfficiency } from "./flow-efficiency/report";
import { forecastHowMany, forecastWhen } from "./forecast/report";
import { report as littlesLaw } from "./littles-law/report";
import { report as overrides } from "./overrides/report";
import { report as processBehaviour } from "./process-behaviour/report";
import { report as queueAge } from "./queue-age/report";
import { report as serviceLevel } from "./service-level/report";
import { report as throughput } from "./throughput/report";
import { report as timeInColumn } from "./time-in-column/report";
import { report as wip } from "./wip/report";
import { report as workItemAge } from "./work-item-age/report";

// The only list of reports. Their order is that of each group on the page, and that in which they are counted.
const list = {
  cumulativeFlow,
  throughput,
  cycleTime,
  timeInColumn,
  flowEfficiency,
  workItemAge,
  wip,
  queueAge,
  forecastWhen,
  forecastHowMany,
  serviceLevel,
  processBehaviour,
  littlesLaw,
  dataQuality,
  constraint,
  blockers,
  overrides,
};

export type ReportName = keyof typeof list;
type Answers = {
  [N in ReportName]: (typeof list)[N] extends ReportDefinition<infer Answer> ? Answer : never;
};

/** Every report of the page by its name. */
export const reports: { [N in ReportName]: ReportDefinition<Answers[N]> } = list;

export const reportNames = Object.keys(list) as ReportName[];

/** The answers of the reports, each of which comes as soon as it has been counted. */
export type ReportAnswers = { [N in ReportName]: Promise<Answers[N]> };

/** Asks for the answers of all reports, in the order of the page. */
export function askAll(ask: Ask): ReportAnswers {
  return Object.fromEntries(reportNames.map((name) => [name, reports[name].ask(ask)])) as ReportAnswers;
}
