"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { DraftNote } from "@/components/ui/draft-note";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { modeWords } from "@/lib/client/limits/words";
import { type LimitMode, limitModes } from "@/lib/domain/limit";

export type LimitValues = { max: number; mode: LimitMode; why: string };

type LimitFormProps = {
  first: { max: number; mode: LimitMode } | null;
  /** Cards under it now. */
  count: number;
  /** Which limit, for what is typed and not yet saved. */
  place: string;
  /** Whether it was saved. */
  onSave: (values: LimitValues) => Promise<boolean>;
  /** Leave out where there is nothing to remove. */
  onRemove?: (why: string) => Promise<boolean>;
};

/** How many, how strictly, and why. */
export function LimitForm({ first, count, place, onSave, onRemove }: LimitFormProps) {
  const maxDraft = useDraft(`${place}:max`, first ? String(first.max) : "");
  const whyDraft = useDraft(`${place}:why`);
  const [mode, setMode] = useState<LimitMode>(first?.mode ?? "hard");
  const [max, why] = [maxDraft.text, whyDraft.text];
  const ids = { max: useId(), mode: useId(), why: useId() };
  const number = Number(max);
  const isValid = max.trim() !== "" && Number.isInteger(number) && number >= 0 && number <= 100_000;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (isValid) void settle(onSave({ max: number, mode, why: why.trim() }));
  };
  const settle = async (done: Promise<boolean>) => {
    if (!(await done)) return;
    maxDraft.end();
    whyDraft.end();
  };
  const discard = () => {
    maxDraft.end();
    whyDraft.discard();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="flex gap-3">
        <div className="flex w-24 flex-col gap-1.5">
          <Label htmlFor={ids.max}>At most</Label>
          <Input
            id={ids.max}
            type="number"
            inputMode="numeric"
            min={0}
            max={100_000}
            required
            value={max}
            onChange={(event) => maxDraft.change(event.target.value)}
          />
        </div>
        <div className="flex min-w-0 flex-1 flex-col gap-1.5">
          <Label htmlFor={ids.mode}>Mode</Label>
          <Select value={mode} onValueChange={(value) => setMode(value as LimitMode)}>
            <SelectTrigger id={ids.mode} className="w-full justify-between">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {limitModes.map((each) => (
                <SelectItem key={each} value={each}>
                  {modeWords[each].name}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </div>
      </div>
      <p className="text-xs text-muted-foreground">{modeWords[mode].means}</p>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={ids.why}>Why (kept in the history)</Label>
        <Input
          id={ids.why}
          maxLength={500}
          value={why}
          onChange={(event) => whyDraft.change(event.target.value)}
        />
      </div>
      {(maxDraft.isRestored || whyDraft.isRestored) && <DraftNote onDiscard={discard} />}
      {isValid && number < count && (
        <p role="status" className="rounded-md border border-warning bg-warning/10 p-2 text-xs">
          {`There are ${count} cards now. They stay; nothing new comes in until there are fewer than ${number}.`}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" size="sm" disabled={!isValid}>
          {first ? "Save limit" : "Set limit"}
        </Button>
        {first && onRemove && (
          <Button type="button" size="sm" variant="ghost" onClick={() => void settle(onRemove(why.trim()))}>
            Remove limit
          </Button>
        )}
      </div>
    </form>
  );
}
