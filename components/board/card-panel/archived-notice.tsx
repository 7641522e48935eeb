"use client";

import { ArchiveRestore } from "lucide-react";
import { useBoard, useShown } from "@/components/board/context/board-context";
import { Button } from "@/components/ui/button";
import { useLocale } from "@/lib/client/format/use-locale";
import type { CardDetail } from "@/lib/contracts/card";

/** Says that the card is put away, and brings it back where there is room. */
export function ArchivedNotice({ card }: { card: CardDetail }) {
  const { store, attempt, canWrite } = useBoard();
  const columns = useShown((model) => model.columns);
  const locale = useLocale();
  const hasColumn = columns.some((column) => column.id === card.columnId);
  const restore = () =>
    attempt(`Restore “${card.title}”`, ({ override }) =>
      store.restoreCard(card.id, hasColumn ? undefined : columns[0]?.id, override),
    );
  return (
    <div className="flex items-center gap-3 rounded-md border border-border bg-muted p-3 text-sm">
      <p className="flex-1">
        {`Archived on ${new Date(card.archivedAt ?? 0).toLocaleDateString(locale)}. It is not on the board and stays in the reports.`}
      </p>
      {canWrite && (
        <Button size="sm" variant="outline" onClick={() => void restore()}>
          <ArchiveRestore aria-hidden />
          Restore
        </Button>
      )}
    </div>
  );
}
