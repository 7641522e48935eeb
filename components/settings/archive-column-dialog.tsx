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
import { archiveColumn } from "@/lib/client/settings-api";
import type { ColumnView } from "@/lib/contracts/board";
import { useSettings } from "./use-settings";

type ArchiveColumnDialogProps = {
  column: ColumnView;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Puts a column away; its cards go to another one, where they must fit. */
export function ArchiveColumnDialog({ column, isOpen, onOpenChange }: ArchiveColumnDialogProps) {
  const { snapshot, change } = useSettings();
  const [target, setTarget] = useState<string | null>(null);
  const targetId = useId();
  const others = snapshot.columns.filter((other) => other.id !== column.id);
  const hasCards = column.count > 0;
  const archive = async () => {
    const refusal = await change(`Column ${column.name} archived`, () => archiveColumn(column.id, target));
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
              {column.count === 1 ? "Move its card to" : `Move its ${column.count} cards to`}
            </Label>
            <Select value={target ?? ""} onValueChange={setTarget}>
              <SelectTrigger id={targetId} className="w-full justify-between">
                <SelectValue placeholder="Choose a column" />
              </SelectTrigger>
              <SelectContent>
                {others.map((other) => (
                  <SelectItem key={other.id} value={other.id}>
                    {other.name}
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
