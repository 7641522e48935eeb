"use client";

import { Callout } from "@/components/ui/callout";
import type { ImportTable } from "@/lib/client/cards/import-cards";
import { useShown } from "../context/board-context";

const maxFaults = 5;

/** How many cards of a table would go where, and what of it cannot be read. */
export function ImportPreview({ table, newLabels }: { table: ImportTable; newLabels: readonly string[] }) {
  const columns = useShown((model) => model.columns);
  const { items, faults, ignored } = table;
  const counts = columns
    .map((column) => ({
      column,
      count: items.filter(({ request }) => request.columnId === column.id).length,
    }))
    .filter(({ count }) => count > 0);
  const hidden = faults.length - maxFaults;
  return (
    <div aria-live="polite" className="flex flex-col gap-3 text-sm empty:hidden">
      {counts.length > 0 && (
        <ul aria-label="Where the cards go" className="flex flex-wrap gap-x-4 gap-y-1">
          {counts.map(({ column, count }) => (
            <li key={column.id}>
              <span className="font-semibold tabular-nums">{count}</span>
              {` into ${column.name}`}
            </li>
          ))}
        </ul>
      )}
      {newLabels.length > 0 && (
        <p className="text-muted-foreground">{`New labels: ${newLabels.join(", ")}.`}</p>
      )}
      {ignored.length > 0 && (
        <p className="text-muted-foreground">{`Not read: ${ignored.map((name) => `“${name}”`).join(", ")}.`}</p>
      )}
      {faults.length > 0 && (
        <Callout tone="danger" title="This cannot be imported yet">
          <ul>
            {faults.slice(0, maxFaults).map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
            {hidden > 0 && <li>{`and ${hidden} more`}</li>}
          </ul>
        </Callout>
      )}
    </div>
  );
}
