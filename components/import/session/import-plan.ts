import type { ImportMapping, ImportPreview } from "@/lib/contracts/import";
import type { ColumnKind } from "@/lib/domain/board";

/** Where an activity of the file goes: into a column (by its key in the plan), off the board, or nowhere. */
export type Destination = number | "leaves" | "ignored";

/** How a file is to become a board; what the person edits on the screen. Without columns they are still to be proposed. */
export type ImportPlan = {
  case: string | null;
  activity: string | null;
  time: string | null;
  columns: { key: number; name: string; kind: ColumnKind }[];
  /** By what the file calls them; a `Map`, since a file may call a step anything. */
  destinations: ReadonlyMap<string, Destination>;
};

/** A plan that says nothing yet. */
export const emptyPlan: ImportPlan = {
  case: null,
  activity: null,
  time: null,
  columns: [],
  destinations: new Map(),
};

/** The plan that a preview proposes. Column keys are their places at that time, and stay when columns are reordered. */
export function planOf(preview: ImportPreview): ImportPlan {
  const columns = preview.columns.map(({ name, kind }, key) => ({ key, name, kind }));
  const destinations = new Map<string, Destination>();
  for (const { name } of preview.activities) destinations.set(name, "ignored");
  preview.columns.forEach(({ activities }, key) => {
    for (const activity of activities) destinations.set(activity, key);
  });
  for (const activity of preview.mapping.deleted) destinations.set(activity, "leaves");
  const { case: card, activity, time } = preview.mapping;
  return { case: card, activity, time, columns, destinations };
}

/** The plan behind a mapping, such as the one that an import was begun with. */
export function planBehind(mapping: ImportMapping): ImportPlan {
  const columns = mapping.columns ?? [];
  const destinations = new Map<string, Destination>();
  columns.forEach(({ name, activities }, key) => {
    for (const activity of activities ?? [name]) destinations.set(activity, key);
  });
  for (const activity of mapping.deleted) destinations.set(activity, "leaves");
  for (const activity of mapping.ignored) destinations.set(activity, "ignored");
  return {
    case: mapping.case ?? null,
    activity: mapping.activity ?? null,
    time: mapping.time ?? null,
    columns: columns.map(({ name, kind }, key) => ({ key, name, kind })),
    destinations,
  };
}

/** The plan as the mapping of the HTTP contract. */
export function mappingOf(plan: ImportPlan): ImportMapping {
  const going = (to: Destination) =>
    [...plan.destinations].filter(([, destination]) => destination === to).map(([activity]) => activity);
  return {
    ...rolesOf(plan),
    ...(plan.columns.length > 0 && {
      columns: plan.columns.map(({ key, name, kind }) => ({ name, kind, activities: going(key) })),
    }),
    deleted: going("leaves"),
    ignored: going("ignored"),
  };
}

/** Which column of the file says what, as far as it is said. */
export function rolesOf({ case: card, activity, time }: Pick<ImportPlan, "case" | "activity" | "time">) {
  return { ...(card && { case: card }), ...(activity && { activity }), ...(time && { time }) };
}

/** The plan with one column a place to the left (-1) or right (1). */
export function shiftColumn(plan: ImportPlan, index: number, by: -1 | 1): ImportPlan {
  const columns = [...plan.columns];
  const [moved] = columns.splice(index, 1);
  if (moved) columns.splice(Math.max(0, index + by), 0, moved);
  return { ...plan, columns };
}
