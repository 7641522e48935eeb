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
import { archiveLane } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { LaneView } from "@/lib/contracts/board";

type ArchiveLaneDialogProps = {
  lane: LaneView;
  /** Cards in it now. */
  count: number;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Puts a lane away; its cards stay in their columns and go to another lane or to none, where they must fit. */
export function ArchiveLaneDialog({ lane, count, isOpen, onOpenChange }: ArchiveLaneDialogProps) {
  const { snapshot, change } = useSettings();
  const [target, setTarget] = useState("none");
  const targetId = useId();
  const others = snapshot.lanes.filter((other) => other.id !== lane.id);
  const archive = async () => {
    const refusal = await change(`Lane ${lane.name} archived`, () => archiveLane(lane.id, target));
    if (!refusal) onOpenChange(false);
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{`Archive ${lane.name}?`}</DialogTitle>
          <DialogDescription>
            The lane leaves the board, and its limits end. Its cards stay in their columns.
          </DialogDescription>
        </DialogHeader>
        {count > 0 && (
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={targetId}>
              {count === 1 ? "Move its card to" : `Move its ${count} cards to`}
            </Label>
            <Select value={target} onValueChange={setTarget}>
              <SelectTrigger id={targetId} className="w-full justify-between">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                <SelectItem value="none">No lane</SelectItem>
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
          <Button variant="destructive" onClick={() => void archive()}>
            Archive lane
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
