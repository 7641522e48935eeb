"use client";

import { Plus } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { nameOfCell } from "@/lib/client/board-cells";
import { isComposing } from "@/lib/client/is-composing";
import type { Refusal } from "@/lib/client/refusal";
import type { ColumnView } from "@/lib/contracts/board";
import { useBoard, useShown } from "./board-context";
import { HolderList } from "./refusal-notice";

type Unwanted = { title: string; refusal: Refusal };

type QuickAddProps = { column: ColumnView; laneId: string | null };

/** Adds cards at the foot of a column or of its part in one lane, one after the other. What is refused stays, with the reason beside it. */
export function QuickAdd({ column, laneId }: QuickAddProps) {
  const { store, attempt, openCard, keepInSight } = useBoard();
  const boardKey = useShown((model) => model.facts.key);
  const name = useShown((model) => nameOfCell(model, { columnId: column.id, laneId }));
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [refused, setRefused] = useState<Unwanted | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const reasonId = useId();

  const close = () => {
    setOpen(false);
    setRefused(null);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const add = async () => {
    const wanted = title.trim();
    if (!wanted) return;
    setTitle("");
    setRefused(null);
    const outcome = await attempt(
      `Add “${wanted}”`,
      ({ override }) => store.createCard({ columnId: column.id, laneId, title: wanted, override }),
      true,
    );
    if (outcome.ok) {
      if (outcome.card) keepInSight(outcome.card);
      return;
    }
    setRefused({ title: wanted, refusal: outcome.refusal });
    setTitle((typed) => typed || wanted);
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) {
      event.preventDefault();
      void add();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  };

  if (!isOpen) {
    return (
      <div className="shrink-0 p-2">
        <Button
          ref={opener}
          variant="ghost"
          size="sm"
          data-quick-add
          className="w-full justify-start text-muted-foreground"
          onClick={() => setOpen(true)}
        >
          <Plus aria-hidden />
          Add a card
          <span className="sr-only">{` to ${name}`}</span>
        </Button>
      </div>
    );
  }
  return (
    <div className="flex shrink-0 flex-col gap-1.5 p-2">
      {refused && refused.title !== title && (
        <p className="text-xs text-muted-foreground">
          Not added: <span className="text-foreground">{refused.title}</span>
        </p>
      )}
      <Textarea
        autoFocus
        rows={2}
        value={title}
        maxLength={500}
        aria-label={`Title of the new card in ${name}`}
        aria-describedby={refused ? reasonId : undefined}
        aria-invalid={refused !== null}
        placeholder="What needs doing?"
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={handleKeyDown}
        className="min-h-0 resize-none bg-card text-sm"
      />
      {refused && (
        <div role="alert" className="flex flex-col gap-1 text-xs">
          <p id={reasonId} className="font-medium text-danger">
            {refused.refusal.title}
          </p>
          {refused.refusal.kind === "limit" &&
            refused.refusal.limits.map((limit) => (
              <HolderList key={limit.limitId} limit={limit} boardKey={boardKey} onOpenCard={openCard} />
            ))}
        </div>
      )}
      <div className="flex items-center gap-2">
        <Button size="sm" onClick={() => void add()} disabled={title.trim() === ""}>
          Add card
        </Button>
        <Button size="sm" variant="ghost" onClick={close}>
          Close
        </Button>
      </div>
    </div>
  );
}
