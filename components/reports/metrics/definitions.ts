import type { Definition } from "../definitions/definition";
import { basics, ofLimits } from "../definitions/general";
import { reportNames, reports } from ".";

const ofReports = reportNames.flatMap((name) => reports[name].definitions);

/** What every figure means: what has to be known first, then the figures in the order of the reports, then limits. */
export const definitions: readonly Definition[] = [...new Set([...basics, ...ofReports, ...ofLimits])];
