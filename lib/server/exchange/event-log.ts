import type { Dropped, ImportMapping } from "@/lib/contracts/import";
import {
  type BoardHistory,
  type HistoryCard,
  type HistoryStep,
  joinVisits,
  plainCard,
} from "@/lib/domain/board-history";
import { DomainError, invalidRequest } from "@/lib/domain/errors";
import { cleanLine, cutText } from "@/lib/domain/text";
import type { TextFields } from "./clean-history";
import { readRows } from "./csv-rows";
import type { Row } from "./csv-scanner";
import { distinctNames } from "./distinct-names";
import { findRoles, type Roles, readHeaders } from "./event-log-roles";
import { detach, EventTable, NameList } from "./event-table";
import { guessKind } from "./guess-kind";
import { LossReport } from "./loss-report";
import { numberOf, type OwnLog, offBoard, readOwnLog, unknownBeginning } from "./own-log";
import { createTimeReader } from "./read-time";

/** What a file turned out to be: the board's history, and what of the file is not in it. */
export type ParsedImport = {
  history: BoardHistory;
  /** Activities that mean each column, by column key. */
  activitiesOf: Map<string, string[]>;
  activities: { name: string; count: number }[];
  headers: string[];
  mapping: { case: string | null; activity: string | null; time: string | null };
  /** Activities by which cards leave the board, where nobody but the file says so. */
  deleted: string[];
  /** Where the texts of the history stand in the file. */
  fields?: TextFields;
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

/** Rows looked at to propose which column is which. */
const sampledRows = 200;

/** Faults that are named, and after how many it is not worth reading on. */
const maxNamedFaults = 5;
const maxFaults = 1_000;

/** An earlier event is a mistyped year. */
const firstInstant = Date.UTC(1900, 0, 1);

const maxCases = 250_000;
const maxActivities = 2_000;
/** Ways to write activities that are remembered, so that each is cleaned once. */
const maxSpellings = 20_000;

/** Columns of the board that a file makes, at most, and how long their names and those of activities are. */
const maxColumns = 100;
const maxColumnNameLength = 80;
const maxActivityLength = 500;

const unread = {
  joined: {
    what: "events that move nothing",
    why: "They lead to the column where the card is already, or away from where it is no more.",
  },
  cells: {
    what: "values of other columns",
    why: "A card of a log has its name and its moves, nothing else.",
  },
  spelling: {
    what: "cells in another spelling of the same",
    why: "Spaces at the ends, line breaks and characters that are no text are no part of a case or an activity.",
  },
  fractions: {
    what: "times with more than thousandths of a second",
    why: "Instants here are kept to the thousandth.",
  },
  names: {
    what: "ends of long names of activities",
    why: `The name of a column holds ${maxColumnNameLength} characters.`,
  },
  cases: { what: "cases", why: "None of their events leads into a column." },
};

/** Lines that cannot be read: the first of them in words, and how many there are. */
class FaultList {
  #named: string[] = [];
  #count = 0;

  add(line: number, what: string): void {
    this.#count++;
    if (this.#named.length < maxNamedFaults) this.#named.push(`line ${line}: ${what}`);
    if (this.#count >= maxFaults) this.throwIfAny();
  }

  throwIfAny(): void {
    if (this.#count === 0) return;
    const others = this.#count - this.#named.length;
    const more = others > 0 ? `, and ${this.#count >= maxFaults ? "at least " : ""}${others} more` : "";
    throw invalidRequest("file", `${this.#named.join("; ")}${more}. Nothing was imported.`);
  }
}

/** Digits of a time beyond thousandths of a second. */
const finer = /[.,]\d{3}\d*[1-9]/;

/** The events of a log, its names, and what of its rows is not in them. */
type ReadLog = {
  headers: string[];
  roles: Roles;
  events: EventTable;
  cases: string[];
  activities: string[];
  otherCells: Map<string, number>;
  losses: { spelling: number; fractions: number };
  isOwn: boolean;
  /** Of a log that Sluice wrote: titles by the place of the case, and the cases whose beginning is not known. */
  titles: string[];
  found: Set<number>;
};

const short = (text: string) => cutText(cleanLine(text), 60);

/** Takes a log row by row. */
class LogReader {
  readonly #events = new EventTable();
  readonly #cases = new NameList(
    maxCases,
    `The file has more than ${maxCases.toLocaleString("en")} cases, the most that one board holds.`,
  );
  readonly #activities = new NameList(
    maxActivities,
    `The file has more than ${maxActivities.toLocaleString("en")} different activities. Is it the right column of the file?`,
  );
  readonly #spellings = new Map<string, number>();
  readonly #faults = new FaultList();
  readonly #parseTime: (text: string) => number | null;
  readonly #filled: Uint32Array;
  readonly #isRead: boolean[];
  readonly #own: OwnLog | null;
  readonly #titles: string[] = [];
  readonly #found = new Set<number>();
  readonly #losses = { spelling: 0, fractions: 0 };

  constructor(
    private readonly headers: ReturnType<typeof readHeaders>,
    private readonly roles: Roles,
    private readonly options: Options,
  ) {
    this.#parseTime = createTimeReader(options.timeZone);
    this.#filled = new Uint32Array(headers.names.length);
    this.#own = readOwnLog(headers.plain);
    const { titleAt = -1, beginningAt = -1, guardAt = -1 } = this.#own ?? {};
    const taken = new Set([...Object.values(roles), titleAt, beginningAt, guardAt]);
    this.#isRead = headers.names.map((_, index) => taken.has(index));
  }

  add({ cells: written, line }: Row): void {
    const cells = this.#own ? written.map(this.#own.read) : written;
    if (cells.every((cell) => cell.trim() === "")) return;
    const time = cells[this.roles.time] ?? "";
    const at = this.#parseTime(time);
    const caseCell = cells[this.roles.case] ?? "";
    const caseId = caseCell.trim();
    const activity = this.#activityOf(cells[this.roles.activity] ?? "");
    const fault = this.#widthFault(cells) ?? this.#timeFault(time, at);
    if (fault !== null || at === null) this.#faults.add(line, fault ?? "");
    else if (!caseId) this.#faults.add(line, `no case${this.#missing(cells)}`);
    else if (activity === null) this.#faults.add(line, `no activity${this.#missing(cells)}`);
    else {
      const place = this.#cases.indexOf(caseId);
      this.#events.add(place, activity, at);
      this.#countOthers(cells);
      if (caseId !== caseCell) this.#losses.spelling++;
      if (this.#activities.names[activity] !== cells[this.roles.activity]) this.#losses.spelling++;
      if (finer.test(time)) this.#losses.fractions++;
      if (this.#own) this.#readOwn(this.#own, cells, place);
    }
  }

  #readOwn({ titleAt, beginningAt }: OwnLog, cells: readonly string[], place: number): void {
    const title = cells[titleAt];
    if (title && title !== this.#titles[place]) this.#titles[place] = detach(title);
    if (cells[beginningAt] === unknownBeginning) this.#found.add(place);
  }

  /** What stands beyond the last heading is misplaced, and so may be all before it. */
  #widthFault(cells: readonly string[]): string | null {
    const width = this.headers.names.length;
    if (cells.length <= width || cells.slice(width).every((cell) => cell.trim() === "")) return null;
    return `${cells.length} cells, where the first line has ${width}`;
  }

  #timeFault(text: string, at: number | null): string | null {
    if (at === null) return `"${short(text)}" is not a time`;
    if (at < firstInstant) return `${short(text)} is before 1900`;
    return at > this.options.now ? `${short(text)} is in the future` : null;
  }

  #missing(cells: readonly string[]): string {
    const width = this.headers.names.length;
    return cells.length < width ? `; it has ${cells.length} of ${width} cells` : "";
  }

  #countOthers(cells: readonly string[]): void {
    for (let index = 0; index < this.#filled.length; index++) {
      if (!this.#isRead[index] && cells[index]) this.#filled[index] = (this.#filled[index] ?? 0) + 1;
    }
  }

  #activityOf(raw: string): number | null {
    const known = this.#spellings.get(raw);
    if (known !== undefined) return known;
    const name = cleanLine(raw);
    if (!name) return null;
    const index = this.#activities.indexOf(name);
    if (this.#spellings.size < maxSpellings) this.#spellings.set(detach(raw), index);
    return index;
  }

  end(): ReadLog {
    this.#faults.throwIfAny();
    if (this.#events.length === 0) throw noEvents();
    const { names: headers } = this.headers;
    return {
      headers,
      roles: this.roles,
      events: this.#events,
      cases: this.#cases.names,
      activities: distinctNames(this.#activities.names, maxActivityLength),
      otherCells: new Map(
        headers.flatMap((header, index) => (this.#filled[index] ? [[header, this.#filled[index]]] : [])),
      ),
      losses: this.#losses,
      isOwn: this.#own !== null,
      titles: this.#titles,
      found: this.#found,
    };
  }
}

function noEvents(): DomainError {
  return invalidRequest("file", "The file has no events: a header line, then one line per event.");
}

type Text = Iterable<string> | AsyncIterable<string>;
type OnHeaders = (names: string[]) => void;

/** Reads the whole log; which column is which is decided after the first rows, which are kept for it. */
async function readLog(text: Text, options: Options, onHeaders: OnHeaders): Promise<ReadLog> {
  let headers: ReturnType<typeof readHeaders> | null = null;
  let sample: Row[] = [];
  let reader: LogReader | null = null;
  const begin = () => {
    if (!headers || sample.length === 0) throw noEvents();
    const { mapping, isPreview = false } = options;
    const roles = findRoles(headers, sample, {
      ...{ mapping, isPreview, parseTime: createTimeReader(options.timeZone) },
    });
    const begun = new LogReader(headers, roles, options);
    for (const row of sample) begun.add(row);
    sample = [];
    return begun;
  };
  await readRows(text, (row) => {
    if (!headers) {
      headers = readHeaders(row.cells);
      onHeaders(headers.names);
    } else if (reader) reader.add(row);
    else if (sample.push(row) === sampledRows) reader = begin();
  });
  return (reader ?? begin()).end();
}

/** Activities in the order in which cards usually reach them: by their mean place among a card's own events. */
function orderActivities({ events, cases, activities }: ReadLog): string[] {
  const sums = new Float64Array(activities.length);
  const counts = new Uint32Array(activities.length);
  const seenIn = new Uint32Array(activities.length);
  let number = 0;
  for (const places of events.byCase(cases.length)) {
    number++;
    places.forEach((place, index) => {
      const activity = events.activityOf[place] ?? 0;
      if (seenIn[activity] === number) return;
      seenIn[activity] = number;
      sums[activity] = (sums[activity] ?? 0) + (index + 1) / places.length;
      counts[activity] = (counts[activity] ?? 0) + 1;
    });
  }
  const mean = activities.map((_, index) => (sums[index] ?? 0) / (counts[index] ?? 1));
  return activities
    .map((_, index) => index)
    .sort((a, b) => (mean[a] ?? 0) - (mean[b] ?? 0))
    .map((index) => activities[index] ?? "");
}

type PlannedColumn = BoardHistory["columns"][number] & { activities: string[] };

/** Activities by which cards leave the board: those of the mapping, else what Sluice itself writes for it. */
function deletedBy(log: ReadLog, mapping: ImportMapping | undefined): readonly string[] {
  if (mapping && (mapping.columns || mapping.deleted.length > 0)) return mapping.deleted;
  return log.isOwn && log.activities.includes(offBoard) ? [offBoard] : [];
}

/** The board's columns: as mapped, or one for each activity. Names may be alike; keys are not. */
function planColumns(log: ReadLog, mapping: ImportMapping | undefined): PlannedColumn[] {
  if (mapping?.columns) {
    return mapping.columns.map(({ name, kind, activities }, index) => ({
      ...{ key: String(index), name, kind, isArchived: false },
      activities: activities ?? [name],
    }));
  }
  const unplaced = new Set([...deletedBy(log, mapping), ...(mapping?.ignored ?? [])]);
  const placed = orderActivities(log).filter((activity) => !unplaced.has(activity));
  if (placed.length > maxColumns) {
    throw invalidRequest(
      "mapping.columns",
      `The file has ${placed.length} activities, too many to make a column of each; a board has at most ${maxColumns}. Is it the right column of the file? If so, say by a mapping which activities mean which column.`,
    );
  }
  const names = distinctNames(placed, maxColumnNameLength);
  return placed.map((activity, index) => ({
    key: String(index),
    name: names[index] ?? "",
    kind: guessKind(activity, index, placed.length),
    isArchived: false,
    activities: [activity],
  }));
}

const away = Symbol("away");
const nowhere = Symbol("nowhere");

/** Where each activity leads: into a column, away from the board, or nowhere. */
function readTargets(log: ReadLog, columns: readonly PlannedColumn[], mapping: ImportMapping | undefined) {
  const keyOf = new Map(
    columns.flatMap(({ key, activities }) => activities.map((activity) => [activity, key] as const)),
  );
  const deleted = new Set(deletedBy(log, mapping));
  return log.activities.map((name) => keyOf.get(name) ?? (deleted.has(name) ? away : nowhere));
}

function toCard({ cases, found, isOwn, titles }: ReadLog, place: number, steps: HistoryStep[]): HistoryCard {
  const reference = cases[place] ?? "";
  if (!isOwn) return plainCard(reference, steps);
  return {
    ...plainCard(titles[place] ?? reference, steps),
    number: numberOf(reference),
    isBeginningUnknown: found.has(place),
  };
}

function makeCards(log: ReadLog, targets: readonly (string | symbol)[], losses: LossReport): HistoryCard[] {
  const { events, cases } = log;
  const cards: HistoryCard[] = [];
  let caseIndex = 0;
  for (const places of events.byCase(cases.length)) {
    const steps: HistoryStep[] = [];
    for (const place of places) {
      const target = targets[events.activityOf[place] ?? 0];
      if (target === undefined || target === nowhere) continue;
      steps.push({ columnKey: typeof target === "string" ? target : null, at: events.at[place] ?? 0 });
    }
    const joined = joinVisits(steps);
    losses.add(unread.joined, steps.length - joined.length);
    if (joined.length > 0) cards.push(toCard(log, caseIndex, joined));
    caseIndex++;
  }
  losses.add(unread.cases, cases.length - cards.length);
  return cards.sort((a, b) => (a.steps[0]?.at ?? 0) - (b.steps[0]?.at ?? 0));
}

function countActivities({ events, activities }: ReadLog): number[] {
  const counts = activities.map(() => 0);
  for (let place = 0; place < events.length; place++) {
    const activity = events.activityOf[place] ?? 0;
    counts[activity] = (counts[activity] ?? 0) + 1;
  }
  return counts;
}

/**
 * A board's history from an event log as CSV: one line per event with a case, an activity and a time. The text may come in
 * pieces; what is kept of an event is three numbers.
 *
 * Activities become columns by the mapping, or one each. What of the file does not come in is reported: each event is a
 * step of a card or counted there. Throws `invalid` with the lines that cannot be read: all or nothing; from a preview with
 * the headers of the file, since another of its columns may be meant.
 */
export async function parseEventLog(text: Text, options: Options): Promise<ParsedImport> {
  let headers: string[] = [];
  try {
    return await toHistory(text, options, (names) => {
      headers = names;
    });
  } catch (error) {
    if (!options.isPreview || !(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, { ...error.details, headers }, error.message);
  }
}

async function toHistory(text: Text, options: Options, onHeaders: OnHeaders): Promise<ParsedImport> {
  const { mapping } = options;
  const log = await readLog(text, options, onHeaders);
  const columns = planColumns(log, mapping);
  const targets = readTargets(log, columns, mapping);
  const counts = countActivities(log);
  const ignored = new Set(mapping?.ignored);
  const losses = new LossReport();
  log.activities.forEach((name, index) => {
    if (targets[index] !== nowhere) return;
    const why = ignored.has(name)
      ? "The mapping ignores this activity."
      : "The mapping does not name this activity.";
    losses.add({ what: `events "${short(name)}"`, why }, counts[index] ?? 0);
  });
  const cards = makeCards(log, targets, losses);
  for (const [header, count] of log.otherCells) {
    losses.add(unread.cells, count);
    losses.addField(unread.cells, header, count);
  }
  losses.add(unread.spelling, log.losses.spelling);
  losses.add(unread.fractions, log.losses.fractions);
  if (!mapping?.columns) {
    const isCut = ({ name, activities }: PlannedColumn) => name !== activities[0];
    losses.add(unread.names, columns.filter(isCut).length);
  }
  return {
    history: {
      name: options.boardName,
      key: null,
      timeZone: options.timeZone,
      columns: columns.map(({ activities: _, ...column }) => column),
      labels: [],
      cards,
      limits: [],
    },
    activitiesOf: new Map(columns.map(({ key, activities }) => [key, activities])),
    activities: log.activities
      .map((name, index) => ({ name, count: counts[index] ?? 0 }))
      .sort((a, b) => b.count - a.count),
    headers: log.headers,
    mapping: {
      case: log.headers[log.roles.case] ?? null,
      activity: log.headers[log.roles.activity] ?? null,
      time: log.headers[log.roles.time] ?? null,
    },
    deleted: [...deletedBy(log, mapping)],
    dropped: losses.toList(),
  };
}
