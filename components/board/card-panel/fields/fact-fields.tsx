"use client";

import { X } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { useShown } from "@/components/board/context/board-context";
import { DueMark } from "@/components/card/due-mark";
import { Button } from "@/components/ui/button";
import { DraftNote } from "@/components/ui/draft-note";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { isComposing } from "@/lib/client/drafts/is-composing";
import { useInPlaceText } from "@/lib/client/drafts/use-in-place-text";
import { nameOfClass } from "@/lib/client/limits/words";
import type { CardDetail } from "@/lib/contracts/card";
import { type ClassOfService, classesOfService } from "@/lib/domain/board";
import { findDayFault } from "@/lib/domain/day";
import type { CardEditing } from "./use-card-editing";

type FactFieldProps = { card: CardDetail; editing: CardEditing; isEditable: boolean };

export function DueField({ card, editing, isEditable }: FactFieldProps) {
  const faultId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const timeZone = useShown((model) => model.facts.timeZone);
  const mark = card.dueDate && (
    <DueMark
      dueDate={card.dueDate}
      timeZone={timeZone}
      isFinished={card.finishedAt !== null || card.archivedAt !== null}
    />
  );
  if (!isEditable) return mark || <span className="text-muted-foreground">No date</span>;
  const save = (dueDate: string | null) => {
    setTyped(null);
    setFault(null);
    if (dueDate !== card.dueDate) void editing.save("Change due date", { dueDate });
  };
  // While a year is typed it is 0002 and 0020 first: what is not a day yet is kept, and judged when it is left.
  const change = (text: string) => {
    if (findDayFault(text) === null) return save(text);
    setTyped(text);
    setFault(null);
  };
  const leave = ({ value, validity }: HTMLInputElement) => {
    if (typed === null) return;
    if (value === "" && !validity.badInput) return save(null);
    setFault(findDayFault(value));
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        type="date"
        aria-label="Due date"
        aria-invalid={fault !== null}
        aria-describedby={faultId}
        className="h-8 w-auto"
        value={typed ?? card.dueDate ?? ""}
        onChange={(event) => change(event.target.value)}
        onBlur={(event) => leave(event.target)}
        onKeyDown={(event) => event.key === "Enter" && !isComposing(event) && leave(event.currentTarget)}
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
      {fault && (
        <p id={faultId} role="alert" className="basis-full text-sm text-danger">
          {fault}
        </p>
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
  const field = useInPlaceText({
    place: `type:${card.id}`,
    stored: card.type ?? "",
    mayBeEmpty: true,
    send: async (text) => (await editing.save("Change type", { type: text || null })).ok,
  });
  const cards = useShown((model) => model.cards);
  const inUse = useMemo(
    () => [...new Set([...cards.values()].flatMap((each) => each.type ?? []))].sort(),
    [cards],
  );
  if (!isEditable) return card.type ?? <span className="text-muted-foreground">None</span>;
  return (
    <>
      <Input
        aria-label="Type"
        list={listId}
        maxLength={40}
        placeholder="None"
        className="h-8 w-40"
        {...field.props}
      />
      {field.isRestored && <DraftNote onDiscard={field.discard} />}
      <datalist id={listId}>
        {inUse.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
    </>
  );
}
