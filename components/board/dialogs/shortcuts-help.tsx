"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const shortcuts: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["↑", "↓", "←", "→"], does: "Go from card to card" },
  { keys: ["Enter"], does: "Open the card" },
  { keys: ["Space"], does: "Pick the card up; arrows carry it; Space drops it, Esc puts it back" },
  { keys: ["M"], does: "Actions of the card, with Move to…" },
  { keys: ["N"], does: "Add a card to the column you are in" },
  { keys: ["X"], does: "Choose the card; Space then picks up all that are chosen, Esc clears the choice" },
  { keys: ["B"], does: "Go to the bar of chosen cards" },
  { keys: ["Ctrl", "Z"], does: "Undo your last action; on a Mac with ⌘" },
  { keys: ["/"], does: "Search" },
  { keys: ["Esc"], does: "Close what is open" },
  { keys: ["?"], does: "This list" },
];

type ShortcutsHelpProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

export function ShortcutsHelp({ isOpen, onOpenChange }: ShortcutsHelpProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>They work on the board, while no field has the cursor.</DialogDescription>
        </DialogHeader>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2.5 text-sm">
          {shortcuts.map(({ keys, does }) => (
            <div key={does} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
