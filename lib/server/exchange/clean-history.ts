import type { Dropped } from "@/lib/contracts/import";
import { day } from "@/lib/contracts/primitives";
import { cutText, dropNotText, isVisible, joinLines, unifyBreaks } from "@/lib/domain/text";
import type { BoardHistory } from "./board-history";
import { type Loss, LossReport } from "./loss-report";

/** Lengths that the same texts may have where people type them, in characters. */
const longest = { name: 80, label: 40, title: 500, description: 100_000 };

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

  #note(loss: Loss, isSo: boolean): void {
    this.report.add(loss, isSo ? 1 : 0);
  }

  #keep(raw: string, most: number, isLine: boolean): string {
    const broken = isLine ? joinLines(raw) : unifyBreaks(raw);
    const text = dropNotText(broken);
    const composed = text.normalize("NFC");
    const whole = isLine ? composed.trim() : composed;
    const cut = cutText(whole, most);
    this.#note(losses.breaks, isLine && broken.trim() !== raw.trim());
    this.#note(losses.notText, text !== broken);
    this.#note(
      losses.spelling,
      whole !== text || (isLine ? raw.trim() !== raw && whole !== "" : broken !== raw),
    );
    this.#note(losses.cut, cut !== whole);
    return isLine ? cut.trim() : cut;
  }

  line(raw: string, most: number, otherwise: string): string {
    const kept = this.#keep(raw, most, true);
    if (isVisible(kept)) return kept;
    this.#note(losses.unseen, raw !== "");
    return otherwise;
  }

  text(raw: string): string {
    return this.#keep(raw, longest.description, false);
  }

  dueOn(on: string | null): string | null {
    if (on === null || day.safeParse(on).success) return on;
    this.#note(losses.days, true);
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
export function cleanHistory(history: BoardHistory): { history: BoardHistory; dropped: Dropped[] } {
  const cleaner = new Cleaner();
  const named: BoardHistory = {
    ...history,
    name: cleaner.line(history.name, longest.name, "Imported board"),
    columns: history.columns.map((column) => ({
      ...column,
      name: cleaner.line(column.name, longest.name, "Unnamed"),
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
      title: cleaner.line(card.title, longest.title, "Untitled"),
      description: cleaner.text(card.description),
      dueOn: cleaner.dueOn(card.dueOn),
      labelKeys: [...new Set(card.labelKeys.map((key) => keyOf.get(key) ?? key))],
    })),
  };
  return { history: cleaned, dropped: cleaner.report.toList() };
}
