// Line by line: what of an event log is not on the board that was made of it. Knows nothing of the importer.

export type LogMapping = { columns: { name: string; activities: string[] }[]; deleted: string[] };

/** What a log said and the board does not: lines that are no step, and values of headings that nothing on it shows. */
export type LogMinusBoard = { lines: number; cells: Map<string, number> };

/** `rows`: the lines after the heading. `moves`: the whole log of the board, each with the title of its card. */
export function logMinusBoard(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  roles: { case: string; activity: string; time: string },
  mapping: LogMapping,
  moves: readonly { title: string; column: string | null; at: string }[],
): LogMinusBoard {
  const columnOf = new Map<string, string | null>([
    ...mapping.columns.flatMap(({ name, activities }) => activities.map((one) => [one, name] as const)),
    ...mapping.deleted.map((one) => [one, null] as const),
  ]);
  const keyOf = (title: string, column: string | null, at: number) => JSON.stringify([title, column, at]);
  const left = new Map<string, number>();
  for (const { title, column, at } of moves) {
    const key = keyOf(title, column, Date.parse(at));
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const [caseAt, activityAt, timeAt] = [roles.case, roles.activity, roles.time].map((name) =>
    heading.indexOf(name),
  );
  let lines = 0;
  const cells = new Map<string, number>();
  for (const row of rows) {
    const column = columnOf.get(row[activityAt ?? 0] ?? "");
    const key =
      column === undefined ? "" : keyOf(row[caseAt ?? 0] ?? "", column, Date.parse(row[timeAt ?? 0] ?? ""));
    const there = left.get(key) ?? 0;
    if (there > 0) left.set(key, there - 1);
    else lines++;
    heading.forEach((name, index) => {
      if (![caseAt, activityAt, timeAt].includes(index) && row[index])
        cells.set(name, (cells.get(name) ?? 0) + 1);
    });
  }
  return { lines, cells };
}

/** The same from a loss report. */
export function namedLogLosses(
  dropped: readonly {
    what: string;
    count: number;
    fields?: { field: string; count: number }[] | undefined;
  }[],
): LogMinusBoard {
  const events = dropped.filter(({ what }) => what.startsWith("events "));
  return {
    lines: events.reduce((sum, { count }) => sum + count, 0),
    cells: new Map(
      dropped.flatMap(({ fields = [] }) => fields.map(({ field, count }) => [field, count] as const)),
    ),
  };
}
