import type { ColumnTally } from "../log/column-tally";
import type { Workflow } from "../log/workflow";
import { type Constraint, findProbable, type HeldWork, isGrowing, parts } from "../metrics/constraint";

/** The cards that were there at the beginning stay to the end, those that came stay from then on, those that went do not. */
function toHeldWork({ columnId, present, changes }: ColumnTally, rangeMs: number): HeldWork {
  const sumOf = (name: "entered" | "exited" | "enteredMs" | "exitedMs", part?: number) =>
    changes.reduce((sum, change) => sum + (part === undefined || change.part === part ? change[name] : 0), 0);
  const arrivals = sumOf("entered");
  const departures = sumOf("exited");
  const levels = [present - arrivals + departures];
  for (let part = 0; part < parts; part++)
    levels.push((levels[part] ?? 0) + sumOf("entered", part) - sumOf("exited", part));
  const totalDwellMs = (levels[0] ?? 0) * rangeMs + sumOf("enteredMs") - sumOf("exitedMs");
  return { columnId, arrivals, departures, levels, totalDwellMs, isGrowing: isGrowing({ levels }) };
}

/** The same constraint as `findConstraint` finds, without the single cards. `tallies`: from left to right. */
export function findTalliedConstraint(
  workflow: Workflow,
  tallies: readonly ColumnTally[],
  rangeMs: number,
): { columns: HeldWork[]; probable: Constraint["probable"] } {
  const columns = tallies
    .map((tally) => toHeldWork(tally, rangeMs))
    .sort((a, b) => b.totalDwellMs - a.totalDwellMs);
  return { columns, probable: findProbable(workflow, columns) };
}
