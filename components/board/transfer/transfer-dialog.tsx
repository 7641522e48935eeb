"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { LaterPart } from "@/components/ui/later-part";
import type { CardView } from "@/lib/contracts/card";
import { useShown } from "../context/board-context";
import { LaterContent } from "../dialogs/later-content";

export const transferForm = new LaterPart(async () => (await import("./transfer-form")).TransferForm);

type TransferDialogProps = {
  /** Null while it is closed. */
  card: CardView | null;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Sends a card to another board. It stays here unless the other board takes it. */
export function TransferDialog({ card, isOpen, onOpenChange }: TransferDialogProps) {
  const key = useShown((model) => model.facts.key);
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="grid-cols-1">
        {card && (
          <>
            <DialogHeader>
              <DialogTitle>{`Move ${key}-${card.number} to another board`}</DialogTitle>
              <DialogDescription>
                {`“${card.title}” gets a new number there and keeps its age, its start and its blocks. This board's reports count it until now, that board's from now on. Old links lead to it.`}
              </DialogDescription>
            </DialogHeader>
            <LaterContent part={transferForm} props={{ card, onClose: () => onOpenChange(false) }} />
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
