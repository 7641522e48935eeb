import { attention } from "./attention";
import { comparison } from "./comparison";
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

/** What has to be known before any figure of a report, in the order in which it is read. */
export const basics = [
  transitions,
  startedFinished,
  transfer,
  unknownBeginning,
  percentile,
  enough,
  workingDays,
  comparison,
  attention,
  team,
];

/** What is said of limits outside the reports. */
export const ofLimits = [wipLimit, limitUse, limitSuggestion];
