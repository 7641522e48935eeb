import "server-only";
import type { NamedConstraint } from "@/lib/contracts/reports/overview";
import type { Constraint, HeldWork } from "@/lib/flow/metrics/constraint";

type NamedColumn = Pick<HeldWork, "columnId" | "totalDwellMs" | "isGrowing"> & { name: string };

/** The probable constraint by the names of its columns, with what speaks for it. */
export function nameConstraint(
  columns: readonly NamedColumn[],
  probable: Constraint["probable"],
): NamedConstraint | null {
  if (!probable) return null;
  const held = columns.find(({ columnId }) => columnId === probable.heldColumnId);
  const named = columns.find(({ columnId }) => columnId === probable.columnId);
  const together = columns.reduce((sum, { totalDwellMs }) => sum + totalDwellMs, 0);
  if (!held || !named) return null;
  return {
    columnId: probable.columnId,
    column: named.name,
    heldColumn: held.name,
    isGrowing: held.isGrowing,
    share: together > 0 ? held.totalDwellMs / together : 0,
  };
}
