"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckLine } from "@/components/ui/check-line";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { useLeaveGuard } from "@/lib/client/leaving/use-leave-guard";
import { updateBoard } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { BoardFacts, ColumnView, UpdateBoardRequest } from "@/lib/contracts/board";
import { BlockCategories } from "./block-categories";
import { ServiceLevelField } from "./service-level-field";
import { TimeZoneField } from "./time-zone-field";
import { WorkingDaysField } from "./working-days-field";

/** What holds for a board as a whole, from its name to what its blocks may be about. */
export function GeneralForm() {
  const { snapshot, canConfigure, change } = useSettings();
  const { board, columns } = snapshot;
  const [edits, setEdits] = useState<UpdateBoardRequest>({});
  const wanted = { ...board, ...edits };
  const changes = changesOf(board, edits);
  useLeaveGuard(
    canConfigure && Object.keys(changes).length > 0
      ? "The changed settings of the board are not saved."
      : null,
  );
  const edit = (members: UpdateBoardRequest) => setEdits((before) => ({ ...before, ...members }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
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
              value={wanted.name}
              onChange={(event) => edit({ name: event.target.value })}
            />
          )}
        </Field>
        <Field name="Key" hint={`Cards are numbered ${wanted.key || "KEY"}-1, ${wanted.key || "KEY"}-2 …`}>
          {(id) => (
            <Input
              id={id}
              required
              maxLength={10}
              pattern="[A-Z][A-Z0-9]*"
              title="1 to 10 letters and digits, a letter first"
              value={wanted.key}
              onChange={(event) => edit({ key: event.target.value.toUpperCase() })}
            />
          )}
        </Field>
        <Field name="Time zone" hint="Days in the reports and due dates are days in this zone.">
          {(id) => (
            <TimeZoneField
              id={id}
              value={wanted.timeZone}
              isEditable={canConfigure}
              onChange={(timeZone) => edit({ timeZone })}
            />
          )}
        </Field>
        <CommitmentField wanted={wanted} columns={columns} isEditable={canConfigure} onChange={edit} />
        <SlotSwitches wanted={wanted} onChange={edit} />
        <WorkingDaysField
          workingDays={wanted.workingDays}
          isEditable={canConfigure}
          onChange={(workingDays) => edit({ workingDays })}
        />
        <ServiceLevelField
          board={board}
          count={wanted}
          isEditable={canConfigure}
          onChange={(serviceLevel) => edit({ serviceLevel })}
        />
        <BlockCategories
          categories={wanted.blockCategories}
          isEditable={canConfigure}
          onChange={(blockCategories) => edit({ blockCategories })}
        />
        {canConfigure && (
          <Button
            type="submit"
            disabled={Object.keys(changes).length === 0 || wanted.workingDays?.weekdays.length === 0}
            className="justify-self-start"
          >
            Save
          </Button>
        )}
      </fieldset>
    </form>
  );
}

/** `wanted`: the board as it would be once the form is saved. */
type PartProps = { wanted: BoardFacts; onChange: (members: UpdateBoardRequest) => void };

function CommitmentField({
  wanted,
  columns,
  isEditable,
  onChange,
}: PartProps & { columns: readonly ColumnView[]; isEditable: boolean }) {
  return (
    <Field name="Commitment point" hint="From this column on, a card counts as started.">
      {(id) => (
        <Select
          value={wanted.commitmentColumnId ?? ""}
          onValueChange={(commitmentColumnId) => onChange({ commitmentColumnId })}
          disabled={!isEditable}
        >
          <SelectTrigger id={id} className="w-full justify-between">
            <SelectValue placeholder="Choose a column" />
          </SelectTrigger>
          <SelectContent>
            {columns.map((column) => (
              <SelectItem key={column.id} value={column.id}>
                <bdi>{column.name}</bdi>
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </Field>
  );
}

/** What takes a slot of a limit, and what happens when one frees. */
function SlotSwitches({ wanted, onChange }: PartProps) {
  return (
    <div className="flex flex-col gap-2 sm:col-span-2">
      <Switch
        isOn={wanted.blockedCardsCount}
        onChange={(blockedCardsCount) => onChange({ blockedCardsCount })}
        hint="Off: a blocked card frees its slot, and needs one again to be unblocked."
      >
        Blocked cards take a slot
      </Switch>
      <Switch
        isOn={wanted.expediteExempt}
        onChange={(expediteExempt) => onChange({ expediteExempt })}
        hint="Limits about expedite cards or about a person hold for them all the same."
      >
        Expedite cards pass column limits
      </Switch>
      <Switch
        isOn={wanted.autoPull}
        onChange={(autoPull) => onChange({ autoPull })}
        hint="Off: the first of the waiting list is shown as ready, and somebody pulls it."
      >
        Pull waiting cards by themselves when a slot frees
      </Switch>
    </div>
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

type SwitchProps = { isOn: boolean; hint: string; onChange: (isOn: boolean) => void; children: ReactNode };

function Switch({ isOn, hint, onChange, children }: SwitchProps) {
  return (
    <CheckLine isOn={isOn} onChange={onChange}>
      {children}
      <span className="block text-xs text-muted-foreground">{hint}</span>
    </CheckLine>
  );
}

/** The edits that differ from the board as it is. */
function changesOf(board: BoardFacts, edits: UpdateBoardRequest): UpdateBoardRequest {
  const now: Record<string, unknown> = board;
  return Object.fromEntries(
    Object.entries(edits).filter(([member, value]) => textOf(value) !== textOf(now[member])),
  );
}

/** A value as text, the same in whichever order its members came. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.localeCompare(b)))
      : part,
  );
}
