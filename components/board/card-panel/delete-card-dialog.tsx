"use client";

import { useBoard, useShown } from "@/components/board/context/board-context";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { CardDetail } from "@/lib/contracts/card";

type DeleteCardDialogProps = { card: CardDetail; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

export function DeleteCardDialog({ card, isOpen, onOpenChange }: DeleteCardDialogProps) {
  const { store, attempt, closeCard } = useBoard();
  const key = useShown((model) => model.facts.key);
  const remove = () => {
    onOpenChange(false);
    closeCard();
    void attempt(`Delete “${card.title}”`, () => store.deleteCard(card.id));
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{`Delete ${key}-${card.number}?`}</DialogTitle>
          <DialogDescription>
            The card is gone for good. To put away finished or unwanted work and keep it in the reports,
            archive it instead.
          </DialogDescription>
        </DialogHeader>
        <p dir="auto" className="text-sm font-medium wrap-anywhere">
          {card.title}
        </p>
        <DialogFooter>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            Keep it
          </Button>
          <Button variant="destructive" onClick={remove}>
            Delete card
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
