import type { Definition } from "../definitions/definition";
import { basics, ofLimits } from "../definitions/general";
import type { ReportName } from ".";
import { definition as blockers } from "./blockers/definition";
import { definition as constraint } from "./constraint/definition";
import { definition as cumulativeFlow } from "./cumulative-flow/definition";
import { definition as cycleTime } from "./cycle-time/definition";
import { definition as dataQuality } from "./data-quality/definition";
import { definition as flowEfficiency } from "./flow-efficiency/definition";
import { definition as forecast } from "./forecast/definition";
import { definition as leadTime } from "./lead-time/definition";
import { definition as littlesLaw } from "./littles-law/definition";
import { definition as overrides } from "./overrides/definition";
import { definition as processBehaviour } from "./process-behaviour/definition";
import { definition as queueAge } from "./queue-age/definition";
import { definition as serviceLevel } from "./service-level/definition";
import { definition as throughput } from "./throughput/definition";
import { definition as timeInColumn } from "./time-in-column/definition";
import { definition as wip } from "./wip/definition";
import { definition as workItemAge } from "./work-item-age/definition";
import { paceDefinition as pace } from "./work-item-age/pace-definition";

// Apart from the list of reports, so that the page of definitions brings nobody the code of the charts.
const ofReports: Record<ReportName, readonly Definition[]> = {
  cumulativeFlow: [cumulativeFlow],
  throughput: [throughput],
  cycleTime: [cycleTime, leadTime],
  timeInColumn: [timeInColumn],
  flowEfficiency: [flowEfficiency],
  workItemAge: [workItemAge, pace],
  wip: [wip],
  queueAge: [queueAge],
  forecastWhen: [forecast],
  forecastHowMany: [forecast],
  serviceLevel: [serviceLevel],
  processBehaviour: [processBehaviour],
  littlesLaw: [littlesLaw],
  dataQuality: [dataQuality],
  constraint: [constraint],
  blockers: [blockers],
  overrides: [overrides],
};

/** What every figure means: what has to be known first, then the figures in the order of the reports, then limits. */
export const definitions: readonly Definition[] = [
  ...new Set([...basics, ...Object.values(ofReports).flat(), ...ofLimits]),
];
