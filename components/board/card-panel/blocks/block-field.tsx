"use client";

import { OctagonX } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useBoard, useShown } from "@/components/board/context/board-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DraftNote } from "@/components/ui/draft-note";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { useDraft } from "@/lib/client/drafts/use-draft";
import type { CardDetail } from "@/lib/contracts/card";
import { isOver, nameOfCategory, PastBlocks, PresentBlock } from "./block-history";

type BlockFieldProps = { card: CardDetail; isEditable: boolean };

/** Says that a card cannot go on, why and since when; and what held it up before. */
export function BlockField({ card, isEditable }: BlockFieldProps) {
  return (
    <div className="flex flex-col gap-2">
      {card.blocked ? (
        <BlockNotice card={card} isEditable={isEditable} />
      ) : (
        isEditable && <BlockAction card={card} />
      )}
      <PastBlocks card={card} />
    </div>
  );
}

function BlockNotice({ card, isEditable }: BlockFieldProps) {
  const { store, attempt } = useBoard();
  const present = card.blocks.find((block) => block.unblockedAt === null);
  const hasEnded = present !== undefined && isOver(present);
  return (
    <div
      className={cn(
        "flex items-start gap-3 rounded-md border p-3 text-sm",
        hasEnded ? "border-border bg-muted" : "border-danger bg-danger/10",
      )}
    >
      <OctagonX
        aria-hidden
        className={cn("mt-0.5 size-4 shrink-0", hasEnded ? "text-muted-foreground" : "text-danger")}
      />
      <div className="min-w-0 flex-1">
        <p className={cn("font-medium", !hasEnded && "text-danger")}>
          {hasEnded ? "Was blocked to its end" : "Blocked"}
        </p>
        {present && <PresentBlock block={present} />}
      </div>
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

function BlockAction({ card }: { card: CardDetail }) {
  const [isAsking, setAsking] = useState(false);
  if (isAsking) return <BlockForm card={card} onDone={() => setAsking(false)} />;
  return (
    <Button variant="outline" size="sm" className="self-start" onClick={() => setAsking(true)}>
      <OctagonX aria-hidden />
      Mark as blocked
    </Button>
  );
}

function BlockForm({ card, onDone }: { card: CardDetail; onDone: () => void }) {
  const { store, attempt } = useBoard();
  const categories = useShown((model) => model.facts.blockCategories);
  const draft = useDraft(`block:${card.id}`);
  const reason = draft.text;
  const [category, setCategory] = useState(categories[0] ?? "");
  const reasonId = useId();
  const cancel = () => {
    draft.discard();
    onDone();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await attempt("Block", () =>
      store.blockCard(card.id, { reason: reason.trim(), category }),
    );
    if (!outcome.ok) return;
    draft.end();
    onDone();
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
        onChange={(event) => draft.change(event.target.value)}
      />
      {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
      <div className="flex flex-wrap items-center gap-2">
        <Select value={category} onValueChange={setCategory}>
          <SelectTrigger size="sm" aria-label="Category">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {categories.map((each) => (
              <SelectItem key={each} value={each}>
                {nameOfCategory(each)}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <Button type="submit" size="sm" disabled={reason.trim() === ""}>
          Block
        </Button>
        <Button type="button" size="sm" variant="ghost" onClick={cancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
