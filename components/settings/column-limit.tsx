"use client";

import { isColumnLimit } from "@/lib/client/limit-load";
import { countIn } from "@/lib/client/split-columns";
import type { ColumnView } from "@/lib/contracts/board";
import { LimitPopover } from "./limit-popover";
import { useSettings } from "./use-settings";

/** The limit of one column alone. */
export function ColumnLimit({ column }: { column: ColumnView }) {
  const { snapshot } = useSettings();
  return (
    <LimitPopover
      name={column.name}
      limit={snapshot.limits.find((limit) => isColumnLimit(limit, column.id)) ?? null}
      count={countIn(snapshot.columns, [column.id])}
      scope={{ columnIds: [column.id] }}
    />
  );
}
