"use client";

import { type FormEvent, useId, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { DraftNote } from "@/components/ui/draft-note";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toBoardModel } from "@/lib/client/board/model";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { loadOf } from "@/lib/client/limits/load";
import { type LimitNames, type NamedLimit, nameOfLimit } from "@/lib/client/limits/words";
import { createLimit, removeLimit, updateLimit } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type { LimitView } from "@/lib/contracts/limit";
import { ColumnChoice } from "./column-choice";
import { LimitForm, type LimitValues } from "./limit-form";
import { ScopeFields } from "./scope-fields";

const noScope: NamedLimit = {
  columnIds: [],
  laneId: null,
  userId: null,
  perPerson: false,
  classOfService: null,
};

/** Cards that a limit with this scope would count now; for one on each person, those of the fullest person. */
function useCount(snapshot: BoardSnapshot, scope: NamedLimit): number {
  const model = useMemo(() => toBoardModel(snapshot), [snapshot]);
  const draft = {
    ...scope,
    columnIds: [...scope.columnIds],
    id: "",
    max: 0,
    mode: "hard" as const,
    count: 0,
  };
  return loadOf(model, draft).count;
}

/** A limit that is not there yet, of any scope. */
export function NewLimit({ onDone }: { onDone: () => void }) {
  const { snapshot, change } = useSettings();
  const [scope, setScope] = useState(noScope);
  const count = useCount(snapshot, scope);
  const isChosen =
    scope.columnIds.length > 0 ||
    scope.laneId !== null ||
    scope.userId !== null ||
    scope.perPerson ||
    scope.classOfService !== null;
  const save = async ({ max, mode, why }: LimitValues) => {
    const body = { ...scope, columnIds: [...scope.columnIds], max, mode, ...(why && { why }) };
    const refusal = await change("Limit set", () => createLimit(snapshot.board.id, body));
    if (!refusal) onDone();
    return !refusal;
  };
  return (
    <>
      <DialogHeader>
        <DialogTitle>A new limit</DialogTitle>
        <DialogDescription>
          At most so many cards that match everything chosen here. A card must fit under every limit that it
          comes under.
        </DialogDescription>
      </DialogHeader>
      <ScopeFields board={snapshot} scope={scope} onChange={setScope} />
      {isChosen ? (
        <>
          <p role="status" className="rounded-md bg-muted px-3 py-2 text-sm">
            <span className="font-medium">{nameOfLimit(scope, snapshot)}</span>
            {scope.perPerson ? `: at most ${count} now for one person` : `: ${count} now`}
          </p>
          <LimitForm first={null} count={count} place={`new-limit:${snapshot.board.id}`} onSave={save} />
        </>
      ) : (
        <p className="text-sm text-muted-foreground">Choose first what it covers.</p>
      )}
    </>
  );
}

type EditedProps = { limit: LimitView; names: LimitNames; onDone: () => void };

/** Another max, mode or set of columns for a limit. Its lane, people and class stay: those make it another limit. */
export function ChangeLimit({ limit, names, onDone }: EditedProps) {
  const { snapshot, change } = useSettings();
  const [columnIds, setColumnIds] = useState(limit.columnIds);
  const scope = { ...limit, columnIds };
  const count = useCount(snapshot, scope);
  const hasColumns = limit.columnIds.length > 0;
  const save = async ({ max, mode, why }: LimitValues) => {
    const body = { max, mode, ...(hasColumns && { columnIds }), ...(why && { why }) };
    const refusal = await change("Limit saved", () => updateLimit(limit.id, body));
    if (!refusal) onDone();
    return !refusal;
  };
  return (
    <>
      <DialogHeader>
        <DialogTitle>{`Change the limit of ${nameOfLimit(limit, names)}`}</DialogTitle>
        <DialogDescription>
          Everybody sees who changed it, when, from what to what, and why.
        </DialogDescription>
      </DialogHeader>
      {hasColumns && <ColumnChoice columns={snapshot.columns} chosen={columnIds} onChange={setColumnIds} />}
      {hasColumns && columnIds.length === 0 ? (
        <p className="text-sm text-muted-foreground">Choose at least one column.</p>
      ) : (
        <LimitForm first={limit} count={count} place={`limit:${limit.id}`} onSave={save} />
      )}
    </>
  );
}

/** Asks before a limit is taken away, and why. */
export function RemoveLimit({ limit, names, onDone }: EditedProps) {
  const { change } = useSettings();
  const draft = useDraft(`remove-limit:${limit.id}`);
  const why = draft.text;
  const keep = () => {
    draft.discard();
    onDone();
  };
  const id = useId();
  const remove = async (event: FormEvent) => {
    event.preventDefault();
    if (await change("Limit removed", () => removeLimit(limit.id, why.trim()))) return;
    draft.end();
    onDone();
  };
  return (
    <form onSubmit={(event) => void remove(event)} className="contents">
      <DialogHeader>
        <DialogTitle>{`Remove the limit of ${nameOfLimit(limit, names)}?`}</DialogTitle>
        <DialogDescription>
          {`It stops counting at once; at most ${limit.max} no longer holds. Its history stays.`}
        </DialogDescription>
      </DialogHeader>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={id}>Why (kept in the history)</Label>
        <Input id={id} maxLength={500} value={why} onChange={(event) => draft.change(event.target.value)} />
        {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
      </div>
      <DialogFooter>
        <Button variant="outline" onClick={keep}>
          Keep it
        </Button>
        <Button type="submit" variant="destructive">
          Remove limit
        </Button>
      </DialogFooter>
    </form>
  );
}
