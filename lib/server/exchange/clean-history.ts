import type { Dropped } from "@/lib/contracts/import";
import { day } from "@/lib/contracts/primitives";
import type { BoardHistory } from "@/lib/domain/board-history";
import { cleanLine, cutText, dropNotText, isVisible, joinLines, unifyBreaks } from "@/lib/domain/text";
import { type Loss, LossReport } from "./loss-report";

/** Lengths that the same texts may have where people type them, in characters. */
const longest = { name: 80, label: 40, title: 500, description: 100_000 };

/** The name of a label as it is kept. */
export const toLabelName = (raw: string) => cutText(cleanLine(raw), longest.label).trim();

/** Where the texts of a history stand in its file; left out where none of its fields holds such a text by itself. */
export type TextFields = Partial<Record<"board" | "column" | "title" | "description" | "due", string>>;

const losses = {
  notText: {
    what: "texts with characters that are no text",
    why: "Control characters, halves of characters and marks that turn the direction of writing are left out. The rest of each came in.",
  },
  breaks: {
    what: "line breaks and tabs in names and titles",
    why: "These have one line: a space stands there.",
  },
  cut: {
    what: "ends of long texts",
    why: `Names hold ${longest.name} characters, labels ${longest.label}, titles ${longest.title}, descriptions ${longest.description.toLocaleString("en")}.`,
  },
  unseen: {
    what: "names and titles of which nothing is to be seen",
    why: "They are called Untitled, Unnamed, Label or Imported board.",
  },
  spelling: {
    what: "texts in another spelling of the same",
    why: "Spaces at the ends of names and titles, and other code points for the same characters and line breaks, are not kept.",
  },
  twins: { what: "labels with the name of another", why: "Labels of one name are one label here." },
  days: { what: "due dates", why: "They are not days from 1900 to 2199." },
} satisfies Record<string, Loss>;

/** Cleans texts, and counts those that are not kept as they were, once for each way in which they are not. */
class Cleaner {
  readonly report = new LossReport(Object.values(losses));

  /** Each loss by itself; the field once, with the first of them. */
  #note(field: string | undefined, ways: readonly (readonly [Loss, boolean])[]): void {
    const found = ways.filter(([, isSo]) => isSo).map(([loss]) => loss);
    for (const loss of found) this.report.add(loss, 1);
    if (found[0] && field !== undefined) this.report.addField(found[0], field);
  }

  #keep(raw: string, max: number, isLine: boolean, field: string | undefined): string {
    const broken = isLine ? joinLines(raw) : unifyBreaks(raw);
    const text = dropNotText(broken);
    const composed = text.normalize("NFC");
    const whole = isLine ? composed.trim() : composed;
    const cut = cutText(whole, max);
    const kept = isLine ? cut.trim() : cut;
    const isPadded = isLine && raw.trim() !== raw && whole !== "";
    this.#note(field, [
      [losses.cut, cut !== whole],
      [losses.notText, text !== broken],
      [losses.breaks, isLine && broken.trim() !== raw.trim()],
      [losses.unseen, isLine && raw !== "" && !isVisible(kept)],
      [losses.spelling, whole !== text || isPadded || (!isLine && broken !== raw)],
    ]);
    return kept;
  }

  line(raw: string, max: number, otherwise: string, field?: string): string {
    const kept = this.#keep(raw, max, true, field);
    return isVisible(kept) ? kept : otherwise;
  }

  text(raw: string, field?: string): string {
    return this.#keep(raw, longest.description, false, field);
  }

  dueOn(on: string | null, field?: string): string | null {
    if (on === null || day.safeParse(on).success) return on;
    this.#note(field, [[losses.days, true]]);
    return null;
  }
}

/** Labels of one name as one, with which label stands for each. */
function joinLabels({ labels }: BoardHistory): {
  labels: BoardHistory["labels"];
  keyOf: Map<string, string>;
} {
  const byName = new Map<string, BoardHistory["labels"][number]>();
  const keyOf = new Map<string, string>();
  for (const label of labels) {
    const known = byName.get(label.name) ?? label;
    byName.set(label.name, known);
    keyOf.set(label.key, known.key);
  }
  return { labels: [...byName.values()], keyOf };
}

/**
 * A history whose texts are as if they had been typed here: each cleaned, cut to its length, and never empty; and what
 * that took away, with exactly how many texts of the file it changed.
 */
export function cleanHistory(
  history: BoardHistory,
  fields: TextFields = {},
): { history: BoardHistory; dropped: Dropped[] } {
  const cleaner = new Cleaner();
  const named: BoardHistory = {
    ...history,
    name: cleaner.line(history.name, longest.name, "Imported board", fields.board),
    columns: history.columns.map((column) => ({
      ...column,
      name: cleaner.line(column.name, longest.name, "Unnamed", fields.column),
    })),
    labels: history.labels.map((label) => ({
      ...label,
      name: cleaner.line(label.name, longest.label, "Label"),
    })),
  };
  const { labels, keyOf } = joinLabels(named);
  cleaner.report.add(losses.twins, named.labels.length - labels.length);
  const cleaned: BoardHistory = {
    ...named,
    labels,
    cards: history.cards.map((card) => ({
      ...card,
      title: cleaner.line(card.title, longest.title, "Untitled", fields.title),
      description: cleaner.text(card.description, fields.description),
      dueOn: cleaner.dueOn(card.dueOn, fields.due),
      labelKeys: [...new Set(card.labelKeys.map((key) => keyOf.get(key) ?? key))],
    })),
  };
  return { history: cleaned, dropped: cleaner.report.toList() };
}
