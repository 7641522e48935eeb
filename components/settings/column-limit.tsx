"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { isColumnLimit, limitStateOf } from "@/lib/client/limit-load";
import { createLimit, removeLimit, updateLimit } from "@/lib/client/settings-api";
import { countIn } from "@/lib/client/split-columns";
import type { ColumnView } from "@/lib/contracts/board";
import { LimitForm, type LimitValues, modeWords } from "./limit-form";
import { useSettings } from "./use-settings";

/** The limit of one column alone. */
export function ColumnLimit({ column }: { column: ColumnView }) {
  const { snapshot, canConfigure, change } = useSettings();
  const [isOpen, setOpen] = useState(false);
  const limit = snapshot.limits.find((candidate) => isColumnLimit(candidate, column.id)) ?? null;
  const text = limit
    ? `${limit.count} / ${limit.max} ${modeWords[limit.mode].name.toLowerCase()}`
    : "No limit";
  const isClosed = limit !== null && ["full", "over"].includes(limitStateOf(limit.count, limit.max));
  if (!canConfigure) return <span className="px-3 text-sm tabular-nums">{text}</span>;

  const save = async ({ max, mode, why }: LimitValues) => {
    setOpen(false);
    await change("Limit saved", () =>
      limit
        ? updateLimit(limit.id, { max, mode, ...(why && { why }) })
        : createLimit(snapshot.board.id, { max, mode, columnIds: [column.id], ...(why && { why }) }),
    );
  };
  const remove = async (why: string) => {
    if (!limit) return;
    setOpen(false);
    await change("Limit removed", () => removeLimit(limit.id, why));
  };
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="outline"
          aria-label={`Limit of ${column.name}: ${text}`}
          className="min-w-32 justify-start font-normal tabular-nums"
        >
          {text}
          {isClosed && <span className="font-semibold text-danger">Full</span>}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={`Limit of ${column.name}`} className="w-80">
        <LimitForm
          first={limit}
          count={limit?.count ?? countIn(snapshot.columns, [column.id])}
          onSave={(values) => void save(values)}
          onRemove={(why) => void remove(why)}
        />
      </PopoverContent>
    </Popover>
  );
}
