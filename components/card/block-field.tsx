"use client";

import { OctagonX } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useBoard } from "@/components/board/board-context";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { type BlockCardRequest, blockCategories, type CardDetail } from "@/lib/contracts/card";

type BlockFieldProps = { card: CardDetail; isEditable: boolean };

/** Says that a card cannot go on, and why; the time until it can is measured. */
export function BlockField({ card, isEditable }: BlockFieldProps) {
  const { store, attempt } = useBoard();
  const [isAsking, setAsking] = useState(false);
  if (card.blocked) {
    return (
      <div className="flex items-center gap-3 rounded-md border border-danger bg-danger/10 p-3 text-sm">
        <OctagonX aria-hidden className="size-4 shrink-0 text-danger" />
        <p className="flex-1 font-medium">This card is blocked.</p>
        {isEditable && (
          <Button
            size="sm"
            variant="outline"
            onClick={() => void attempt("Unblock", ({ override }) => store.unblockCard(card.id, override))}
          >
            Unblock
          </Button>
        )}
      </div>
    );
  }
  if (!isEditable) return null;
  if (!isAsking) {
    return (
      <Button variant="outline" size="sm" className="self-start" onClick={() => setAsking(true)}>
        <OctagonX aria-hidden />
        Mark as blocked
      </Button>
    );
  }
  return <BlockForm card={card} onDone={() => setAsking(false)} />;
}

function BlockForm({ card, onDone }: { card: CardDetail; onDone: () => void }) {
  const { store, attempt } = useBoard();
  const [reason, setReason] = useState("");
  const [category, setCategory] = useState<BlockCardRequest["category"]>("external dependency");
  const reasonId = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await attempt("Block", () =>
      store.blockCard(card.id, { reason: reason.trim(), category }),
    );
    if (outcome.ok) onDone();
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-2 rounded-md border border-border p-3"
    >
      <Label htmlFor={reasonId}>What is it waiting for?</Label>
      <Input
        id={reasonId}
        autoFocus
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Select
          value={category}
          onValueChange={(value) => setCategory(value as BlockCardRequest["category"])}
        >
          <SelectTrigger size="sm" aria-label="Category">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {blockCategories.map((each) => (
              <SelectItem key={each} value={each}>
                {each[0]?.toUpperCase() + each.slice(1)}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <Button type="submit" size="sm" disabled={reason.trim() === ""}>
          Block
        </Button>
        <Button type="button" size="sm" variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
