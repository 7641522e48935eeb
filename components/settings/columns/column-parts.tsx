"use client";

import { Columns2, Combine } from "lucide-react";
import { Confirm } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { mergeColumn, splitColumn } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { ColumnView } from "@/lib/contracts/board";

type ColumnPartsProps = { column: ColumnView; donePart: ColumnView | null };

/** Splits a column into its doing and its done part, and makes the two one again. */
export function ColumnParts({ column, donePart }: ColumnPartsProps) {
  const { change } = useSettings();
  if (donePart) {
    return (
      <Confirm
        trigger={
          <Button variant="ghost" size="sm" className="font-normal text-muted-foreground">
            <Combine aria-hidden />
            Merge
            <span className="sr-only">{` ${column.name} and ${donePart.name}`}</span>
          </Button>
        }
        title={`Merge ${column.name} and ${donePart.name}?`}
        confirmLabel="Merge"
        onConfirm={() => void change("Columns merged", () => mergeColumn(column.id))}
      >
        {`The cards in ${donePart.name} go back into ${column.name}. What happened in both stays in the reports.`}
      </Confirm>
    );
  }
  if (column.kind !== "active") return null;
  return (
    <Button
      variant="ghost"
      size="sm"
      className="font-normal text-muted-foreground"
      onClick={() => void change("Column split", () => splitColumn(column.id))}
    >
      <Columns2 aria-hidden />
      Split into doing and done
      <span className="sr-only">{` (${column.name})`}</span>
    </Button>
  );
}
