"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { updateBoard } from "@/lib/client/settings-api";
import { TimeZoneField } from "./time-zone-field";
import { useSettings } from "./use-settings";

/** Name, key, time zone, commitment point, and what counts under limits. */
export function GeneralForm() {
  const { snapshot, canConfigure, change } = useSettings();
  const { board, columns } = snapshot;
  const [name, setName] = useState(board.name);
  const [key, setKey] = useState(board.key);
  const [timeZone, setTimeZone] = useState(board.timeZone);
  const [commitmentColumnId, setCommitment] = useState(board.commitmentColumnId);
  const [blockedCardsCount, setBlockedCardsCount] = useState(board.blockedCardsCount);
  const [expediteExempt, setExpediteExempt] = useState(board.expediteExempt);
  const isSame =
    name === board.name &&
    key === board.key &&
    timeZone === board.timeZone &&
    commitmentColumnId === board.commitmentColumnId &&
    blockedCardsCount === board.blockedCardsCount &&
    expediteExempt === board.expediteExempt;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const changes = {
      ...(name !== board.name && { name }),
      ...(key !== board.key && { key }),
      ...(timeZone !== board.timeZone && { timeZone }),
      ...(commitmentColumnId !== board.commitmentColumnId && { commitmentColumnId }),
      ...(blockedCardsCount !== board.blockedCardsCount && { blockedCardsCount }),
      ...(expediteExempt !== board.expediteExempt && { expediteExempt }),
    };
    void change("Board saved", () => updateBoard(board.id, changes));
  };

  return (
    <form onSubmit={submit}>
      <fieldset disabled={!canConfigure} className="grid gap-4 sm:grid-cols-2">
        <Field name="Name">
          {(id) => (
            <Input
              id={id}
              required
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field name="Key" hint={`Cards are numbered ${key || "KEY"}-1, ${key || "KEY"}-2 …`}>
          {(id) => (
            <Input
              id={id}
              required
              maxLength={10}
              pattern="[A-Z][A-Z0-9]*"
              title="1 to 10 letters and digits, a letter first"
              value={key}
              onChange={(event) => setKey(event.target.value.toUpperCase())}
            />
          )}
        </Field>
        <Field name="Time zone" hint="Days in the reports and due dates are days in this zone.">
          {(id) => (
            <TimeZoneField id={id} value={timeZone} isEditable={canConfigure} onChange={setTimeZone} />
          )}
        </Field>
        <Field name="Commitment point" hint="From this column on, a card counts as started.">
          {(id) => (
            <Select value={commitmentColumnId ?? ""} onValueChange={setCommitment} disabled={!canConfigure}>
              <SelectTrigger id={id} className="w-full justify-between">
                <SelectValue placeholder="Choose a column" />
              </SelectTrigger>
              <SelectContent>
                {columns.map((column) => (
                  <SelectItem key={column.id} value={column.id}>
                    {column.name}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          )}
        </Field>
        <div className="flex flex-col gap-2 sm:col-span-2">
          <Check
            isOn={blockedCardsCount}
            onChange={setBlockedCardsCount}
            text="Blocked cards take a slot under limits"
          />
          <Check
            isOn={expediteExempt}
            onChange={setExpediteExempt}
            text="Expedite cards are free of limits that are not about expedite or a person"
          />
        </div>
        {canConfigure && (
          <Button type="submit" disabled={isSame} className="justify-self-start">
            Save
          </Button>
        )}
      </fieldset>
    </form>
  );
}

function Field({
  name,
  hint,
  children,
}: {
  name: string;
  hint?: string;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{name}</Label>
      {children(id)}
      {hint && <p className="text-xs text-muted-foreground">{hint}</p>}
    </div>
  );
}

function Check({ isOn, onChange, text }: { isOn: boolean; onChange: (isOn: boolean) => void; text: string }) {
  return (
    <label className="flex items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-primary"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
      {text}
    </label>
  );
}
