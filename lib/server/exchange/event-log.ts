import { parse } from "csv-parse/sync";
import type { Dropped, ImportMapping } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { cleanLine, cutText } from "@/lib/domain/text";
import { type BoardHistory, type HistoryStep, joinVisits, plainCard } from "./board-history";
import { guessKind } from "./guess-kind";
import { readTime } from "./read-time";

type Event = { caseId: string; activity: string; at: number; line: number };

/** What a file turned out to be: the board's history, and what of the file is not in it. */
export type ParsedImport = {
  history: BoardHistory;
  /** Activities that mean each column, by column key. */
  activitiesOf: Map<string, string[]>;
  activities: { name: string; count: number }[];
  headers: string[];
  mapping: { case: string | null; activity: string | null; time: string | null };
  dropped: Dropped[];
};

type Options = {
  boardName: string;
  timeZone: string;
  mapping: ImportMapping | undefined;
  now: number;
  /** A preview proposes columns that nobody named; an import does not. */
  isPreview?: boolean;
};

type Row = { record: Record<string, string>; line: number };

/** Usual names of the three columns, for logs that do not use the default ones. */
const usualNames = {
  case: [
    "case_id",
    "case",
    "case id",
    "caseid",
    "case:concept:name",
    "card",
    "card_id",
    "id",
    "key",
    "issue",
    "ticket",
  ],
  activity: ["activity", "concept:name", "event", "status", "state", "column", "list", "step", "to"],
  time: [
    "timestamp",
    "time",
    "time:timestamp",
    "date",
    "datetime",
    "at",
    "occurred_at",
    "complete timestamp",
  ],
} as const;

const mostNamedLines = 5;

/** An earlier event is a mistyped year. */
const firstInstant = Date.UTC(1900, 0, 1);

/** Columns of a file, and of the board that it makes, at most. */
const mostHeaders = 500;
const mostColumns = 100;

/** A name in a file, in the form in which a mapping names it. */
const toName = (raw: string) => cutText(cleanLine(raw), 500);

/** Rows looked at to propose which column is which. */
const sampledRows = 200;

function invalid(path: string, message: string): DomainError {
  return new DomainError("invalid", { errors: [{ path, message }] }, message);
}

function readRows(text: string): {
  headers: string[];
  rows: { record: Record<string, string>; line: number }[];
} {
  try {
    const parsed = parse(text, {
      bom: true,
      delimiter: [",", ";", "\t"],
      columns: (headers: string[]) => headers.map(toName),
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as {
      record: Record<string, string>;
      info: { lines: number; columns: { name: string }[] };
    }[];
    const headers = parsed[0] ? Object.keys(parsed[0].record) : [];
    if (headers.length > mostHeaders)
      throw invalid("file", `The file has ${headers.length} columns; at most ${mostHeaders} are read.`);
    return { headers, rows: parsed.map(({ record, info }) => ({ record, line: info.lines })) };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw invalid("file", `The file is not readable as CSV: ${(error as Error).message}`);
  }
}

type Roles = Record<keyof typeof usualNames, string>;

function findHeader(
  headers: readonly string[],
  role: keyof Roles,
  wanted: string | undefined,
): string | null {
  if (wanted !== undefined) {
    if (headers.includes(wanted)) return wanted;
    throw invalid(`mapping.${role}`, `The file has no column "${wanted}". It has: ${headers.join(", ")}.`);
  }
  const names: readonly string[] = usualNames[role];
  return (
    names.map((name) => headers.find((header) => header.toLowerCase() === name)).find((header) => header) ??
    null
  );
}

/** A proposal from the values: times can be read, steps repeat, cards repeat least. */
function guessHeader(
  role: keyof Roles,
  rows: readonly Row[],
  free: readonly string[],
  timeZone: string,
): string | null {
  const sample = rows.slice(0, sampledRows);
  const valuesOf = (header: string) => sample.map(({ record }) => record[header] ?? "");
  if (role === "time") {
    return (
      free.find((header) => valuesOf(header).every((value) => readTime(value, timeZone) !== null)) ?? null
    );
  }
  const byVariety = [...free].sort((a, b) => new Set(valuesOf(a)).size - new Set(valuesOf(b)).size);
  return (role === "activity" ? byVariety[0] : byVariety.at(-1)) ?? null;
}

/** Which columns hold the case, the activity and the time: as mapped, by usual names, or guessed for a preview. */
function findRoles(headers: readonly string[], rows: readonly Row[], options: Options): Roles {
  const roles: Partial<Roles> = {};
  const order = ["time", "case", "activity"] as const;
  for (const role of order) roles[role] = findHeader(headers, role, options.mapping?.[role]) ?? undefined;
  for (const role of order) {
    const free = headers.filter((header) => !Object.values(roles).includes(header));
    roles[role] ??= (options.isPreview && guessHeader(role, rows, free, options.timeZone)) || undefined;
    if (!roles[role]) {
      throw invalid(
        `mapping.${role}`,
        `Say which column holds the ${role}. The file has: ${headers.join(", ")}.`,
      );
    }
  }
  return roles as Roles;
}

function readEvents(rows: readonly Row[], names: Roles, options: Options): Event[] {
  const faults: string[] = [];
  const events = rows.map(({ record, line }) => {
    const at = readTime(record[names.time] ?? "", options.timeZone);
    const caseId = record[names.case]?.trim() ?? "";
    const activity = toName(record[names.activity] ?? "");
    if (at === null) faults.push(`line ${line}: "${record[names.time] ?? ""}" is not a time`);
    else if (at < firstInstant) faults.push(`line ${line}: ${record[names.time]} is before 1900`);
    else if (at > options.now) faults.push(`line ${line}: ${record[names.time]} is in the future`);
    else if (!caseId) faults.push(`line ${line}: no case`);
    else if (!activity) faults.push(`line ${line}: no activity`);
    return { caseId, activity, at: at ?? 0, line };
  });
  if (faults.length > 0) {
    const more = faults.length > mostNamedLines ? `, and ${faults.length - mostNamedLines} more` : "";
    throw invalid("file", `${faults.slice(0, mostNamedLines).join("; ")}${more}. Nothing was imported.`);
  }
  return events;
}

/** Activities in the order in which cards usually reach them: by their mean place among a card's own events. */
function orderActivities(cases: ReadonlyMap<string, Event[]>): string[] {
  const places = new Map<string, { sum: number; count: number }>();
  for (const events of cases.values()) {
    const seen = new Set<string>();
    events.forEach((event, index) => {
      if (seen.has(event.activity)) return;
      seen.add(event.activity);
      const place = places.get(event.activity) ?? { sum: 0, count: 0 };
      places.set(event.activity, { sum: place.sum + (index + 1) / events.length, count: place.count + 1 });
    });
  }
  return [...places].sort(([, a], [, b]) => a.sum / a.count - b.sum / b.count).map(([activity]) => activity);
}

function groupByCase(events: readonly Event[]): Map<string, Event[]> {
  const cases = new Map<string, Event[]>();
  for (const event of events) {
    const known = cases.get(event.caseId);
    if (known) known.push(event);
    else cases.set(event.caseId, [event]);
  }
  // Equal instants keep the order of the file: the sort is stable.
  for (const list of cases.values()) list.sort((a, b) => a.at - b.at);
  return cases;
}

function planColumns(cases: ReadonlyMap<string, Event[]>, mapping: ImportMapping | undefined) {
  if (mapping?.columns) {
    return mapping.columns.map(({ name, kind, activities }) => ({
      name,
      kind,
      activities: activities ?? [name],
    }));
  }
  const unplaced = new Set([...(mapping?.deleted ?? []), ...(mapping?.ignored ?? [])]);
  const names = orderActivities(cases).filter((activity) => !unplaced.has(activity));
  if (names.length > mostColumns) {
    throw invalid(
      "mapping.columns",
      `The file has ${names.length} activities, too many to make a column of each; a board has at most ${mostColumns}. Is it the right column of the file? If so, say by a mapping which activities mean which column.`,
    );
  }
  return names.map((name, index) => ({
    name: cutText(name, 80),
    kind: guessKind(name, index, names.length),
    activities: [name],
  }));
}

/**
 * A board's history from an event log as CSV: one line per event with a case, an activity and a time.
 *
 * Activities become columns by the mapping, or one each. An activity that the mapping does not name is reported as
 * dropped. Throws `invalid` with the lines that cannot be read: all or nothing.
 */
export function parseEventLog(text: string, options: Options): ParsedImport {
  const { headers, rows } = readRows(text);
  if (rows.length === 0)
    throw invalid("file", "The file has no events: a header line, then one line per event.");
  const names = findRoles(headers, rows, options);
  const events = readEvents(rows, names, options);
  const cases = groupByCase(events);
  const columns = planColumns(cases, options.mapping);
  const keyOf = new Map(
    columns.flatMap(({ name, activities }) => activities.map((activity) => [activity, name] as const)),
  );
  const deleted = new Set(options.mapping?.deleted);
  const ignored = new Set(options.mapping?.ignored);

  const counts = new Map<string, number>();
  for (const { activity } of events) counts.set(activity, (counts.get(activity) ?? 0) + 1);
  const dropped: Dropped[] = [...counts]
    .filter(([activity]) => !keyOf.has(activity) && !deleted.has(activity))
    .map(([activity, count]) => ({
      what: `events "${activity}"`,
      count,
      why: ignored.has(activity)
        ? "The mapping ignores this activity."
        : "The mapping does not name this activity.",
    }));

  const cards = [...cases].flatMap(([caseId, list]) => {
    const steps: HistoryStep[] = list.flatMap(({ activity, at }): HistoryStep[] => {
      const columnKey = keyOf.get(activity);
      if (columnKey !== undefined) return [{ columnKey, at }];
      return deleted.has(activity) ? [{ columnKey: null, at }] : [];
    });
    const joined = joinVisits(steps);
    return joined.length > 0 ? [plainCard(caseId, joined)] : [];
  });
  if (cases.size > cards.length) {
    dropped.push({
      what: "cases",
      count: cases.size - cards.length,
      why: "None of their events leads into a column.",
    });
  }
  cards.sort((a, b) => (a.steps[0]?.at ?? 0) - (b.steps[0]?.at ?? 0));
  return {
    history: {
      name: options.boardName,
      key: null,
      timeZone: options.timeZone,
      columns: columns.map(({ name, kind }) => ({ key: name, name, kind, isArchived: false })),
      labels: [],
      cards,
      limits: [],
    },
    activitiesOf: new Map(columns.map(({ name, activities }) => [name, activities])),
    activities: [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
    headers,
    mapping: names,
    dropped,
  };
}
