"use client";

import { useState } from "react";
import { archiveColumn, type CardsFate } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { ColumnView } from "@/lib/contracts/board";
import { ArchiveDialog } from "../rows/archive-dialog";

type ArchiveColumnDialogProps = {
  column: ColumnView;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

const intoArchive = "archive";

/** Puts a column away; its cards go to another one, where they must fit, or into the archive. */
export function ArchiveColumnDialog({ column, ...dialog }: ArchiveColumnDialogProps) {
  const { snapshot } = useSettings();
  const [target, setTarget] = useState<string | null>(null);
  const parts = snapshot.columns.filter(({ id, donePartOf }) => id === column.id || donePartOf === column.id);
  const others = snapshot.columns.filter((other) => !parts.includes(other));
  const archive = () => {
    const fate: CardsFate | null =
      target === intoArchive ? { archiveCards: "true" } : target ? { moveCardsTo: target } : null;
    return archiveColumn(column.id, fate);
  };
  return (
    <ArchiveDialog
      noun="Column"
      name={column.name}
      cards={parts.reduce((sum, part) => sum + part.count, 0)}
      places={[{ id: intoArchive, name: "The archive" }, ...others]}
      target={target}
      onTarget={setTarget}
      archive={archive}
      {...dialog}
    >
      The column leaves the board. What happened in it stays in the reports.
    </ArchiveDialog>
  );
}
