"use client";

import { X } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { useShown } from "@/components/board/board-context";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { isComposing } from "@/lib/client/is-composing";
import { nameOfClass } from "@/lib/client/limit-words";
import type { CardDetail } from "@/lib/contracts/card";
import { type ClassOfService, classesOfService } from "@/lib/domain/board";
import { DueMark } from "./due-mark";
import type { CardEditing } from "./use-card-editing";

type FactFieldProps = { card: CardDetail; editing: CardEditing; isEditable: boolean };

export function DueField({ card, editing, isEditable }: FactFieldProps) {
  const timeZone = useShown((model) => model.facts.timeZone);
  const mark = card.dueDate && (
    <DueMark
      dueDate={card.dueDate}
      timeZone={timeZone}
      isFinished={card.finishedAt !== null || card.archivedAt !== null}
    />
  );
  if (!isEditable) return mark || <span className="text-muted-foreground">No date</span>;
  const save = (dueDate: string | null) => void editing.save("Change due date", { dueDate });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        type="date"
        aria-label="Due date"
        className="h-8 w-auto"
        value={card.dueDate ?? ""}
        onChange={(event) => save(event.target.value || null)}
      />
      {mark}
      {card.dueDate && (
        <Button
          variant="ghost"
          size="icon"
          className="size-8"
          aria-label="Remove due date"
          onClick={() => save(null)}
        >
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}

export function ClassField({ card, editing, isEditable }: FactFieldProps) {
  if (!isEditable) return <span>{nameOfClass(card.classOfService)}</span>;
  return (
    <Select
      value={card.classOfService}
      onValueChange={(value) =>
        void editing.save("Change class of service", { classOfService: value as ClassOfService })
      }
    >
      <SelectTrigger size="sm" aria-label="Class of service">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {classesOfService.map((each) => (
          <SelectItem key={each} value={each}>
            {nameOfClass(each)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

/** A word of the team's own; those in use on the board are offered. */
export function TypeField({ card, editing, isEditable }: FactFieldProps) {
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const cards = useShown((model) => model.cards);
  const inUse = useMemo(
    () => [...new Set([...cards.values()].flatMap((each) => each.type ?? []))].sort(),
    [cards],
  );
  if (!isEditable) return card.type ?? <span className="text-muted-foreground">None</span>;
  const save = async () => {
    const type = typed?.trim() || null;
    if (typed !== null && type !== card.type) await editing.save("Change type", { type });
    setTyped(null);
  };
  return (
    <>
      <Input
        aria-label="Type"
        list={listId}
        maxLength={40}
        placeholder="None"
        className="h-8 w-40"
        value={typed ?? card.type ?? ""}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => event.key === "Enter" && !isComposing(event) && event.currentTarget.blur()}
      />
      <datalist id={listId}>
        {inUse.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
    </>
  );
}
