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
import { plural } from "@/lib/client/format/plural";
import { mergeLabel } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { LabelView } from "@/lib/contracts/board";

type MergeLabelDialogProps = { label: LabelView; cards: number | null; onClose: () => void };

/** Two labels become one: which of the others stays. */
export function MergeLabelDialog({ label, cards, onClose }: MergeLabelDialogProps) {
  const { snapshot, change } = useSettings();
  const others = snapshot.labels.filter(({ id }) => id !== label.id);
  const [chosen, setChosen] = useState("");
  const intoId = useId();
  const into = others.find(({ id }) => id === chosen);
  const merge = async () => {
    if (!into) return;
    const done = `Label ${label.name} merged into ${into.name}`;
    if (!(await change(done, () => mergeLabel(label.id, into.id)))) onClose();
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{`Merge ${label.name} into another label`}</DialogTitle>
          <DialogDescription>
            {`${cards === null ? "The cards that carry it" : plural(cards, "card")} will carry the other label instead, archived ones too; ${label.name} then goes. This cannot be undone.`}
          </DialogDescription>
        </DialogHeader>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor={intoId}>Into</Label>
          <Select value={into ? chosen : ""} onValueChange={setChosen}>
            <SelectTrigger id={intoId} className="w-full justify-between">
              <SelectValue placeholder="Choose a label" />
            </SelectTrigger>
            <SelectContent>
              {others.map((other) => (
                <SelectItem key={other.id} value={other.id}>
                  <bdi>{other.name}</bdi>
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </div>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Keep both
          </Button>
          <Button disabled={!into} onClick={() => void merge()}>
            Merge labels
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
