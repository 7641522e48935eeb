"use client";

import { useState } from "react";
import { LimitForm, type LimitValues } from "@/components/limits/limit-form";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { limitStateOf } from "@/lib/client/limits/load";
import { modeWords } from "@/lib/client/limits/words";
import { createLimit, type NewLimit, removeLimit, updateLimit } from "@/lib/client/settings/settings-api";
import type { LimitView } from "@/lib/contracts/limit";
import { useSettings } from "../../lib/client/settings/use-settings";

type LimitPopoverProps = {
  /** What the limit is over. */
  name: string;
  limit: LimitView | null;
  /** Cards that a new limit would count. */
  count: number;
  /** What a new limit covers. */
  scope: Pick<NewLimit, "columnIds" | "laneId">;
};

/** One limit in a word, and the form to set, change or remove it. */
export function LimitPopover({ name, limit, count, scope }: LimitPopoverProps) {
  const { snapshot, canConfigure, change } = useSettings();
  const [isOpen, setOpen] = useState(false);
  const text = limit
    ? `${limit.count} / ${limit.max} ${modeWords[limit.mode].name.toLowerCase()}`
    : "No limit";
  const isClosed = limit !== null && ["full", "over"].includes(limitStateOf(limit.count, limit.max));
  if (!canConfigure) return <span className="px-3 text-sm tabular-nums">{text}</span>;

  const save = async ({ max, mode, why }: LimitValues) => {
    const refusal = await change("Limit saved", () =>
      limit
        ? updateLimit(limit.id, { max, mode, ...(why && { why }) })
        : createLimit(snapshot.board.id, { ...scope, max, mode, ...(why && { why }) }),
    );
    if (!refusal) setOpen(false);
    return !refusal;
  };
  const remove = async (why: string) => {
    if (!limit) return false;
    const refusal = await change("Limit removed", () => removeLimit(limit.id, why));
    if (!refusal) setOpen(false);
    return !refusal;
  };
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="outline"
          aria-label={`Limit of ${name}: ${text}`}
          className="min-w-32 justify-start font-normal tabular-nums"
        >
          {text}
          {isClosed && <span className="font-semibold text-danger">Full</span>}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={`Limit of ${name}`} className="w-80">
        <LimitForm
          first={limit}
          count={limit?.count ?? count}
          place={limit ? `limit:${limit.id}` : `new-limit:${scope.columnIds?.[0] ?? scope.laneId}`}
          onSave={save}
          onRemove={remove}
        />
      </PopoverContent>
    </Popover>
  );
}
