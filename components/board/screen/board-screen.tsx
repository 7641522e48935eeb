"use client";

import { useRef, useState } from "react";
import { DragArea } from "@/components/drag/drag-area";
import { NowProvider, useMinuteClock } from "@/lib/client/clock/use-now";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { CardPanel } from "../card-panel/card-panel";
import { HeldCards } from "../column/held-cards";
import { AheadNotice } from "../connection/ahead-notice";
import { ConnectionProvider } from "../connection/connection-context";
import { ConnectionNotice } from "../connection/connection-notice";
import { BoardProvider } from "../context/board-context";
import { ArchivedCards } from "../dialogs/archived-cards";
import { ConsentDialogs } from "../dialogs/consent-dialogs";
import { ShortcutsHelp } from "../dialogs/shortcuts-help";
import { ImportCardsDialog } from "../import-cards/import-cards-dialog";
import { LayoutsProvider } from "../layout/board-layouts";
import { LimitStrip } from "../limits/limit-strip";
import { BoardToolbar } from "../toolbar/board-toolbar";
import { SelectionBar } from "../toolbar/selection-bar";
import { TransferDialog } from "../transfer/transfer-dialog";
import { WaitingListNews } from "../waiting-list/waiting-list-news";
import { BoardColumns } from "./board-columns";
import { MovedNotice } from "./moved-notice";
import { PrintedBoard } from "./printed-board";
import { useBoardScreen } from "./use-board-screen";
import { useFetchAhead } from "./use-fetch-ahead";

export type BoardScreenProps = {
  snapshot: BoardSnapshot;
  userId: string;
  /** The server's instant, milliseconds: ages on both sides are reckoned from it until the browser's clock runs. */
  now: number;
};

const dragInstructions =
  "Press Space to pick the card up, arrow keys to choose a column and a place, Space to drop it, Escape to put it back. Press Enter to open it.";

/** The board of a team: columns, cards, and everything that can be done with them. */
export function BoardScreen({ snapshot, userId, now }: BoardScreenProps) {
  const root = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<"help" | "archive" | "import" | null>(null);
  const showHelp = () => setOpened("help");
  const dialog = (which: NonNullable<typeof opened>) => ({
    isOpen: opened === which,
    onOpenChange: (isOpen: boolean) => setOpened(isOpen ? which : null),
  });
  useFetchAhead(root);
  const screen = useBoardScreen({ snapshot, userId, root, onHelp: showHelp });
  const { board, address, filter, drag, openId } = screen;
  return (
    <NowProvider value={useMinuteClock(now)}>
      <BoardProvider value={board}>
        <LayoutsProvider value={screen.layouts}>
          <ConnectionProvider value={screen.connection}>
            <div ref={root} data-print="hide" className="flex min-h-0 flex-1 flex-col">
              <BoardToolbar
                filter={address.filter}
                onFilterChange={address.changeFilter}
                onShowArchive={() => setOpened("archive")}
                onShowHelp={showHelp}
                onImport={() => setOpened("import")}
              />
              <ConnectionNotice />
              <AheadNotice />
              <LimitStrip />
              <DragArea id="board" gestures={screen.gestures} instructions={dragInstructions}>
                <BoardColumns filter={filter} drag={drag} openCardId={openId} />
                <HeldCards drag={drag} />
              </DragArea>
              <SelectionBar filter={filter} />
            </div>
            <PrintedBoard filter={filter} />
            <WaitingListNews />
            <MovedNotice />
            {address.openCard && (
              <CardPanel key={address.openCard} reference={address.openCard} cardId={openId} />
            )}
            <ArchivedCards {...dialog("archive")} />
            <ImportCardsDialog {...dialog("import")} />
            <TransferDialog
              card={screen.transfer.card}
              isOpen={screen.transfer.card !== null}
              onOpenChange={(isOpen) => !isOpen && screen.transfer.end()}
            />
            <ShortcutsHelp {...dialog("help")} />
            <ConsentDialogs {...screen.consent} boardKey={snapshot.board.key} onOpenCard={board.openCard} />
            <div ref={screen.region} data-announcer role="status" aria-live="assertive" className="sr-only" />
          </ConnectionProvider>
        </LayoutsProvider>
      </BoardProvider>
    </NowProvider>
  );
}
