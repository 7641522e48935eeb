"use client";

import { countIn } from "@/lib/client/board/split-columns";
import { isColumnLimit } from "@/lib/client/limits/load";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { ColumnView } from "@/lib/contracts/board";
import { LimitPopover } from "../../limits/limit-popover";

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
