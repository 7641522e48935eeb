import type { ImportMapping, ImportPreview } from "@/lib/contracts/import";
import type { ColumnKind } from "@/lib/domain/board";

/** Where an activity of the file goes: into a column (by its place in the plan), off the board, or nowhere. */
export type Destination = number | "leaves" | "ignored";

/** How a file is to become a board; what the person edits on the screen. */
export type ImportPlan = {
  case: string | null;
  activity: string | null;
  time: string | null;
  columns: { key: number; name: string; kind: ColumnKind }[];
  destinations: Record<string, Destination>;
};

/** The plan that a preview proposes. Column keys are their places at that time, and stay when columns are reordered. */
export function planOf(preview: ImportPreview): ImportPlan {
  const columns = preview.columns.map(({ name, kind }, key) => ({ key, name, kind }));
  const destinations: Record<string, Destination> = {};
  for (const { name } of preview.activities) destinations[name] = "ignored";
  preview.columns.forEach(({ activities }, key) => {
    for (const activity of activities) destinations[activity] = key;
  });
  for (const activity of preview.mapping.deleted) destinations[activity] = "leaves";
  return { ...preview.mapping, columns, destinations };
}

/** The plan as the mapping of the HTTP contract. */
export function mappingOf(plan: ImportPlan): ImportMapping {
  const going = (to: Destination) =>
    Object.entries(plan.destinations)
      .filter(([, destination]) => destination === to)
      .map(([activity]) => activity);
  return {
    ...(plan.case && { case: plan.case }),
    ...(plan.activity && { activity: plan.activity }),
    ...(plan.time && { time: plan.time }),
    columns: plan.columns.map(({ key, name, kind }) => ({ name, kind, activities: going(key) })),
    deleted: going("leaves"),
    ignored: going("ignored"),
  };
}

/** The plan with one column a place to the left (-1) or right (1). */
export function shiftColumn(plan: ImportPlan, index: number, by: -1 | 1): ImportPlan {
  const columns = [...plan.columns];
  const [moved] = columns.splice(index, 1);
  if (moved) columns.splice(Math.max(0, index + by), 0, moved);
  return { ...plan, columns };
}
