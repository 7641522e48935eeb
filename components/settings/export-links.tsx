import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";

const files = [
  {
    name: "cards.csv",
    words: "Cards",
    hint: "The cards on the board with everything in their fields. “Import cards” of any board reads it.",
  },
  {
    name: "transitions.csv",
    words: "Moves",
    hint: "Every move of every card since the beginning, as an event log. “Import a board” makes a board of it with the same titles, numbers and moves.",
  },
] as const;

/** The board as CSV files. Spreadsheets take nothing in them for a formula, and importing them gives the same texts. */
export function ExportLinks({ boardId }: { boardId: string }) {
  return (
    <ul className="flex flex-col gap-3">
      {files.map(({ name, words, hint }) => (
        <li key={name} className="flex flex-col gap-1 sm:flex-row sm:items-center sm:gap-3">
          <Button asChild variant="outline">
            <a href={`/api/v1/boards/${boardId}/${name}`} download>
              <Download aria-hidden /> {words} (CSV)
            </a>
          </Button>
          <span className="text-sm text-muted-foreground">{hint}</span>
        </li>
      ))}
    </ul>
  );
}
