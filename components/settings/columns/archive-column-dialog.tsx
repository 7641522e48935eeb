"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { archiveColumn, type CardsFate } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { ColumnView } from "@/lib/contracts/board";

type ArchiveColumnDialogProps = {
  column: ColumnView;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

const intoArchive = "archive";

/** Puts a column away; its cards go to another one, where they must fit, or into the archive. */
export function ArchiveColumnDialog({ column, isOpen, onOpenChange }: ArchiveColumnDialogProps) {
  const { snapshot, change } = useSettings();
  const [target, setTarget] = useState<string | null>(null);
  const targetId = useId();
  const parts = snapshot.columns.filter(({ id, donePartOf }) => id === column.id || donePartOf === column.id);
  const others = snapshot.columns.filter((other) => !parts.includes(other));
  const cards = parts.reduce((sum, part) => sum + part.count, 0);
  const hasCards = cards > 0;
  const archive = async () => {
    const fate: CardsFate | null =
      target === intoArchive ? { archiveCards: "true" } : target ? { moveCardsTo: target } : null;
    const refusal = await change(`Column ${column.name} archived`, () => archiveColumn(column.id, fate));
    if (!refusal) onOpenChange(false);
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{`Archive ${column.name}?`}</DialogTitle>
          <DialogDescription>
            The column leaves the board. What happened in it stays in the reports.
          </DialogDescription>
        </DialogHeader>
        {hasCards && (
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={targetId}>
              {cards === 1 ? "Move its card to" : `Move its ${cards} cards to`}
            </Label>
            <Select value={target ?? ""} onValueChange={setTarget}>
              <SelectTrigger id={targetId} className="w-full justify-between">
                <SelectValue placeholder="Choose a column" />
              </SelectTrigger>
              <SelectContent>
                <SelectItem value={intoArchive}>The archive</SelectItem>
                {others.map((other) => (
                  <SelectItem key={other.id} value={other.id}>
                    <bdi>{other.name}</bdi>
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
            <p className="text-xs text-muted-foreground">
              Limits hold there too: all of them fit, or none moves.
            </p>
          </div>
        )}
        <DialogFooter>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            Keep it
          </Button>
          <Button variant="destructive" disabled={hasCards && !target} onClick={() => void archive()}>
            Archive column
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
