import { parse } from "csv-parse/browser/esm/sync";
import type { CreateCardRequest } from "@/lib/contracts/card";
import { type ClassOfService, classesOfService } from "@/lib/domain/board";
import { fromCell, guardHeading, splitNames } from "@/lib/domain/csv-cell";
import { cleanLine, comparable, cutText, lengthOf } from "@/lib/domain/text";
import { type Admission, judge } from "../admission/admission";
import { type BoardModel, cardsIn, withCardAt } from "../board/model";
import { placeholderCard } from "../board/placeholder-card";

/** A card that a line of the file describes. `labels`: by name, those that the board lacks too. */
export type ImportItem = { line: number; request: Omit<CreateCardRequest, "override">; labels: string[] };

/** What a pasted table means for a board: the cards to be, what is wrong with which line, and columns not read. */
export type ImportTable = {
  items: readonly ImportItem[];
  faults: readonly string[];
  ignored: readonly string[];
};

const headings = ["title", "column", "lane", "class", "labels", "due date", "description", "type"] as const;
type Heading = (typeof headings)[number];

const otherHeadings: Readonly<Record<string, Heading>> = {
  due: "due date",
  label: "labels",
  "class of service": "class",
  name: "title",
};

type Row = Partial<Record<Heading, string>>;
/** `labels`: the names that stand in the cell, apart. */
type LabelledRow = Omit<Row, "labels"> & { labels: string[] };
type Parsed = { info: { lines: number }; record: string[] };

/**
 * Reads a table of cards with a heading in its first line. Cells are separated by commas, semicolons or tabs, as
 * spreadsheets write them. In a file that says that its cells are guarded, they are read for what they stand for.
 *
 * Without a column a card goes into the first one. Names of columns, lanes and classes may be in any case.
 */
export function parseCardTable(text: string, model: BoardModel): ImportTable {
  let parsed: Parsed[];
  try {
    parsed = parse(text, {
      delimiter: separatorOf(text),
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Parsed[];
  } catch {
    return { items: [], faults: ["This is not a table with separators and quotes in place."], ignored: [] };
  }
  const [first, ...rows] = parsed;
  const names = (first?.record ?? []).map(headingOf);
  if (rows.length === 0 && !names.includes("title")) return { items: [], faults: [], ignored: [] };
  if (!names.includes("title")) {
    const faults = ["The first line must name the columns of the table, one of them “title”."];
    return { items: [], faults, ignored: [] };
  }
  const isGuarded = names.includes(guardHeading);
  const read = rows.map(({ info, record }) => {
    const row = toRow(names, record, isGuarded);
    // Separated by semicolons or bars; commas too, where the cell was quoted.
    const labels = isGuarded ? splitNames(row.labels ?? "") : (row.labels ?? "").split(/[;|,]/);
    return readRow({ ...row, labels }, info.lines, model);
  });
  return {
    items: read.flatMap(({ item }) => item ?? []),
    faults: read.flatMap((row) => row.faults),
    ignored: names.filter((name) => !isHeading(name) && name !== guardHeading),
  };
}

function toRow(names: readonly string[], cells: readonly string[], isGuarded: boolean): Row {
  const row: Row = {};
  names.forEach((name, index) => {
    const cell = cells[index] ?? "";
    if (isHeading(name)) row[name] ??= isGuarded ? fromCell(cell) : cell;
  });
  return row;
}

function headingOf(name: string): string {
  const plain = name.trim().toLowerCase().replace(/_/g, " ");
  return isHeading(plain) ? plain : (otherHeadings[plain] ?? name.trim());
}

function isHeading(name: string): name is Heading {
  return (headings as readonly string[]).includes(name);
}

function separatorOf(text: string): string {
  const heading = text.split(/\r?\n/, 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: heading.split(mark).length }));
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).mark;
}

function readRow(
  row: LabelledRow,
  line: number,
  model: BoardModel,
): { item: ImportItem | null; faults: string[] } {
  const faults: string[] = [];
  const wrong = (what: string) => faults.push(`Line ${line}: ${what}`);
  const title = row.title ?? "";
  if (title === "") wrong("there is no title.");
  if (lengthOf(title) > 500) wrong("the title is longer than 500 characters.");
  const column = row.column ? named(model.columns, row.column) : model.columns[0];
  if (!column) wrong(row.column ? `no column is called “${row.column}”.` : "the board has no column.");
  const lane = row.lane ? named(model.lanes, row.lane) : null;
  if (lane === undefined) wrong(`no lane is called “${row.lane}”.`);
  const classOfService = readClass(row.class);
  if (classOfService === null) wrong(`“${row.class}” is no class of service.`);
  if (row["due date"] && !isDay(row["due date"]))
    wrong(`“${row["due date"]}” is no date in the form 2026-01-31.`);
  if (faults.length > 0 || !column) return { item: null, faults };
  const request = {
    columnId: column.id,
    title,
    ...(lane && { laneId: lane.id }),
    ...(classOfService && { classOfService }),
    ...(row["due date"] && { dueDate: row["due date"] }),
    ...(row.description && { description: row.description }),
    ...(row.type && { type: row.type }),
  };
  return { item: { line, request, labels: namesIn(row.labels) }, faults };
}

function named<T extends { name: string }>(things: readonly T[], name: string): T | undefined {
  return things.find((thing) => comparable(thing.name) === comparable(name));
}

/** Undefined: not given. Null: not one of ours. */
function readClass(text: string | undefined): ClassOfService | null | undefined {
  if (!text) return undefined;
  const wanted = text.toLowerCase().replace(/[\s_]+/g, "-");
  return classesOfService.find((each) => each === wanted) ?? null;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

function namesIn(labels: readonly string[]): string[] {
  const names = labels.map((name) => cutText(cleanLine(name), 40));
  return [...new Set(names.filter(Boolean))];
}

/** Names of labels in the table that the board does not have yet. */
export function newLabelsOf(items: readonly ImportItem[], model: Pick<BoardModel, "labels">): string[] {
  const wanted = new Map<string, string>();
  for (const name of items.flatMap(({ labels }) => labels)) {
    if (!named(model.labels, name) && !wanted.has(comparable(name))) wanted.set(comparable(name), name);
  }
  return [...wanted.values()];
}

/** The requests of an import, labels by id; a label that the board still lacks is left out. */
export function requestsOf(
  items: readonly ImportItem[],
  labels: readonly { id: string; name: string }[],
): Omit<CreateCardRequest, "override">[] {
  return items.map((item) => {
    const labelIds = item.labels.flatMap((name) => named(labels, name)?.id ?? []);
    return labelIds.length > 0 ? { ...item.request, labelIds } : item.request;
  });
}

/** The first card of an import that would find no room, each taking its slot before the next; null if all go in. */
export function findUnfit(
  items: readonly ImportItem[],
  model: BoardModel,
): { item: ImportItem; admission: Admission } | null {
  let played = model;
  for (const item of items) {
    const card = placeholderCard(item.request);
    const { columnId, laneId, classOfService } = card;
    const admission = judge(played, null, { columnId: columnId ?? "", laneId, classOfService });
    if (admission.verdict !== "accepted") return { item, admission };
    played = withCardAt(played, card, cardsIn(played, item.request.columnId).length);
  }
  return null;
}
