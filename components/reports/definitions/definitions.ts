import { definition as blockers } from "../metrics/blockers/definition";
import { definition as constraint } from "../metrics/constraint/definition";
import { definition as cumulativeFlow } from "../metrics/cumulative-flow/definition";
import { definition as cycleTime } from "../metrics/cycle-time/definition";
import { definition as dataQuality } from "../metrics/data-quality/definition";
import { definition as flowEfficiency } from "../metrics/flow-efficiency/definition";
import { definition as forecast } from "../metrics/forecast/definition";
import { definition as leadTime } from "../metrics/lead-time/definition";
import { definition as littlesLaw } from "../metrics/littles-law/definition";
import { definition as overrides } from "../metrics/overrides/definition";
import { definition as processBehaviour } from "../metrics/process-behaviour/definition";
import { definition as queueAge } from "../metrics/queue-age/definition";
import { definition as serviceLevel } from "../metrics/service-level/definition";
import { definition as throughput } from "../metrics/throughput/definition";
import { definition as timeInColumn } from "../metrics/time-in-column/definition";
import { definition as wip } from "../metrics/wip/definition";
import { definition as workItemAge } from "../metrics/work-item-age/definition";
import { paceDefinition as pace } from "../metrics/work-item-age/pace-definition";
import { attention } from "./attention";
import { comparison } from "./comparison";
import type { Definition } from "./definition";
import { enough } from "./enough";
import { limitSuggestion } from "./limit-suggestion";
import { limitUse } from "./limit-use";
import { percentile } from "./percentile";
import { startedFinished } from "./started-finished";
import { team } from "./team";
import { transfer } from "./transfer";
import { transitions } from "./transitions";
import { unknownBeginning } from "./unknown-beginning";
import { wipLimit } from "./wip-limit";
import { workingDays } from "./working-days";

/** What every figure means, in the order of the page. */
export const definitions: Definition[] = [
  transitions,
  startedFinished,
  transfer,
  unknownBeginning,
  percentile,
  cycleTime,
  enough,
  workingDays,
  leadTime,
  throughput,
  wip,
  comparison,
  attention,
  team,
  cumulativeFlow,
  queueAge,
  workItemAge,
  pace,
  timeInColumn,
  flowEfficiency,
  blockers,
  serviceLevel,
  forecast,
  processBehaviour,
  littlesLaw,
  constraint,
  dataQuality,
  wipLimit,
  limitUse,
  limitSuggestion,
  overrides,
];
