import type { Dropped } from "@/lib/contracts/import";
import { day } from "@/lib/contracts/primitives";
import { cleanLine, cleanText, cutText, isVisible } from "@/lib/domain/text";
import type { BoardHistory } from "./board-history";

/** Lengths that the same texts may have where people type them, in characters. */
const longest = { name: 80, label: 40, title: 500, description: 100_000 };

/**
 * A history whose texts are as if they had been typed here: each cleaned, cut to its length, and never empty; and what
 * that took away.
 */
export function cleanHistory(history: BoardHistory): { history: BoardHistory; dropped: Dropped[] } {
  const notes = { cleaned: 0, cut: 0, days: 0 };
  const keep = (clean: string, plain: string, most: number) => {
    if (clean !== plain) notes.cleaned++;
    const cut = cutText(clean, most);
    if (cut !== clean) notes.cut++;
    return cut;
  };
  const line = (raw: string, most: number, otherwise: string) => {
    const kept = keep(cleanLine(raw), raw.normalize("NFC").trim(), most).trim();
    return isVisible(kept) ? kept : otherwise;
  };
  const text = (raw: string) =>
    keep(cleanText(raw), raw.replace(/\r\n?/g, "\n").normalize("NFC"), longest.description);
  const dueOn = (on: string | null) => {
    if (on === null || day.safeParse(on).success) return on;
    notes.days++;
    return null;
  };
  const cleaned: BoardHistory = {
    ...history,
    name: line(history.name, longest.name, "Imported board"),
    columns: history.columns.map((column) => ({
      ...column,
      name: line(column.name, longest.name, "Unnamed"),
    })),
    labels: history.labels.map((label) => ({ ...label, name: line(label.name, longest.label, "Label") })),
    cards: history.cards.map((card) => ({
      ...card,
      title: line(card.title, longest.title, "Untitled"),
      description: text(card.description),
      dueOn: dueOn(card.dueOn),
    })),
  };
  const dropped = [
    {
      what: "characters that are not text",
      count: notes.cleaned,
      why: "These texts held control characters, halves of characters or, in one line, line breaks. The rest of each came in.",
    },
    {
      what: "ends of long texts",
      count: notes.cut,
      why: `Names hold ${longest.name} characters, labels ${longest.label}, titles ${longest.title}, descriptions ${longest.description.toLocaleString("en")}.`,
    },
    {
      what: "due dates",
      count: notes.days,
      why: "They are not days from 1900 to 2199.",
    },
  ].filter(({ count }) => count > 0);
  return { history: cleaned, dropped };
}
