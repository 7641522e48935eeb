"use client";

import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { LimitBadge } from "@/components/board/limit-badge";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { isGroupLimit, limitStateOf } from "@/lib/client/limit-load";
import { nameOfLimit } from "@/lib/client/limit-words";
import { createLimit, removeLimit, updateLimit } from "@/lib/client/settings-api";
import { countIn } from "@/lib/client/split-columns";
import type { LimitView } from "@/lib/contracts/limit";
import { LimitForm, type LimitValues, modeWords } from "./limit-form";
import { useSettings } from "./use-settings";

/** Limits that span several columns. */
export function GroupLimits() {
  const { snapshot, canConfigure } = useSettings();
  const [edited, setEdited] = useState<LimitView | "new" | null>(null);
  const limits = snapshot.limits.filter(isGroupLimit);
  return (
    <div className="flex flex-col gap-3">
      {limits.length === 0 && <p className="text-sm text-muted-foreground">There is none.</p>}
      <ul className="flex flex-col gap-2 empty:hidden">
        {limits.map((limit) => (
          <li
            key={limit.id}
            className="flex flex-wrap items-center gap-3 rounded-lg border border-border bg-card p-3 text-sm"
          >
            <span className="min-w-0 flex-1 font-medium">{nameOfLimit(limit, snapshot)}</span>
            <span className="text-muted-foreground">{modeWords[limit.mode].name}</span>
            <LimitBadge
              count={limit.count}
              max={limit.max}
              state={limitStateOf(limit.count, limit.max)}
              mode={limit.mode}
            />
            {canConfigure && (
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Change the limit over ${nameOfLimit(limit, snapshot)}`}
                onClick={() => setEdited(limit)}
              >
                <Pencil aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {canConfigure && (
        <Button variant="outline" className="self-start" onClick={() => setEdited("new")}>
          <Plus aria-hidden />
          Add a limit over several columns
        </Button>
      )}
      <Dialog open={edited !== null} onOpenChange={(isOpen) => !isOpen && setEdited(null)}>
        <DialogContent>
          {edited && (
            <GroupLimitForm limit={edited === "new" ? null : edited} onDone={() => setEdited(null)} />
          )}
        </DialogContent>
      </Dialog>
    </div>
  );
}

function GroupLimitForm({ limit, onDone }: { limit: LimitView | null; onDone: () => void }) {
  const { snapshot, change } = useSettings();
  const [columnIds, setColumnIds] = useState<readonly string[]>(limit?.columnIds ?? []);
  const count = countIn(snapshot.columns, columnIds);
  const columns = snapshot.columns.filter(({ donePartOf }) => donePartOf === null);
  const save = async ({ max, mode, why }: LimitValues) => {
    const values = { max, mode, columnIds: [...columnIds], ...(why && { why }) };
    const refusal = await change("Limit saved", () =>
      limit ? updateLimit(limit.id, values) : createLimit(snapshot.board.id, values),
    );
    if (!refusal) onDone();
  };
  const remove = async (why: string) => {
    if (limit && !(await change("Limit removed", () => removeLimit(limit.id, why)))) onDone();
  };
  const toggle = (id: string) =>
    setColumnIds((before) =>
      before.includes(id) ? before.filter((other) => other !== id) : [...before, id],
    );
  return (
    <>
      <DialogHeader>
        <DialogTitle>{limit ? "Change the limit" : "A limit over several columns"}</DialogTitle>
        <DialogDescription>Cards in these columns are counted together.</DialogDescription>
      </DialogHeader>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-2 text-sm">
        <legend className="mb-1.5 font-medium">Columns</legend>
        {columns.map((column) => (
          <label key={column.id} className="flex items-center gap-2">
            <input
              type="checkbox"
              className="size-4 accent-primary"
              checked={columnIds.includes(column.id)}
              onChange={() => toggle(column.id)}
            />
            {column.name}
          </label>
        ))}
      </fieldset>
      {columnIds.length === 0 ? (
        <p className="text-sm text-muted-foreground">Choose the columns first.</p>
      ) : (
        <LimitForm
          first={limit}
          count={count}
          onSave={(values) => void save(values)}
          onRemove={(why) => void remove(why)}
        />
      )}
    </>
  );
}
