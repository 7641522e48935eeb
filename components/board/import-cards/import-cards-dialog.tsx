"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { LaterPart } from "@/components/ui/later-part";
import { LaterContent } from "../dialogs/later-content";

/** Few ever want it, and it brings a reader of tables along. */
const importForm = new LaterPart(async () => (await import("./import-form")).ImportForm);

type ImportCardsDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Makes many cards from a table: what would come in is shown first, and then all of it comes in or nothing. */
export function ImportCardsDialog({ isOpen, onOpenChange }: ImportCardsDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="max-h-[calc(100dvh-2rem)] grid-cols-1 overflow-y-auto">
        <DialogHeader>
          <DialogTitle>Import cards</DialogTitle>
          <DialogDescription>
            Paste a table or choose a CSV file. Its first line names the columns: title, and if you like
            column, lane, class, labels, due date and description.
          </DialogDescription>
        </DialogHeader>
        <LaterContent part={importForm} props={{ onDone: () => onOpenChange(false) }} />
      </DialogContent>
    </Dialog>
  );
}
