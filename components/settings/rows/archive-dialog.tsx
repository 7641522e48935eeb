"use client";

import { type ReactNode, useId } from "react";
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
import { useSettings } from "@/lib/client/settings/use-settings";

type ArchiveDialogProps = {
  noun: "Column" | "Lane";
  name: string;
  /** What becomes of it, and what stays. */
  children: ReactNode;
  /** Cards in it now. */
  cards: number;
  /** Where they may go; `target` is the one chosen, null while there is none. */
  places: readonly { id: string; name: string }[];
  target: string | null;
  onTarget: (target: string) => void;
  archive: () => Promise<void>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Asks whether a part of the board is put away, and where its cards go. Open until it is done or declined. */
export function ArchiveDialog(props: ArchiveDialogProps) {
  const { noun, name, children, cards, places, target, onTarget, archive, isOpen, onOpenChange } = props;
  const { change } = useSettings();
  const targetId = useId();
  const submit = async () => {
    const refusal = await change(`${noun} ${name} archived`, archive);
    if (!refusal) onOpenChange(false);
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{`Archive ${name}?`}</DialogTitle>
          <DialogDescription>{children}</DialogDescription>
        </DialogHeader>
        {cards > 0 && (
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={targetId}>
              {cards === 1 ? "Move its card to" : `Move its ${cards} cards to`}
            </Label>
            <Select value={target ?? ""} onValueChange={onTarget}>
              <SelectTrigger id={targetId} className="w-full justify-between">
                <SelectValue placeholder={`Choose a ${noun.toLowerCase()}`} />
              </SelectTrigger>
              <SelectContent>
                {places.map((place) => (
                  <SelectItem key={place.id} value={place.id}>
                    <bdi>{place.name}</bdi>
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
          <Button variant="destructive" disabled={cards > 0 && target === null} onClick={() => void submit()}>
            {`Archive ${noun.toLowerCase()}`}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
