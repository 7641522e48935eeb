"use client";

import { DndContext } from "@dnd-kit/core";
import dynamic from "next/dynamic";
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { toast } from "sonner";
import { CardPanel } from "@/components/board/card-panel/card-panel";
import type { Refusal } from "@/lib/client/admission/refusal";
import { cardsInCell, laneOf } from "@/lib/client/board/cells";
import { type BoardFilter, filterCards, matchesFilter, type ShownFilter } from "@/lib/client/board/filter";
import type { BoardModel } from "@/lib/client/board/model";
import { NowProvider, useMinuteClock } from "@/lib/client/clock/use-now";
import { CardSelection } from "@/lib/client/selection/card-selection";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import { can } from "@/lib/domain/permission";
import { HeldCards } from "../column/held-cards";
import { boardActions } from "../commands/board-actions";
import { useAttempts } from "../commands/use-attempts";
import { useBoardStore } from "../commands/use-board-store";
import { AheadNotice } from "../connection/ahead-notice";
import { ConnectionProvider } from "../connection/connection-context";
import { ConnectionNotice } from "../connection/connection-notice";
import { type BoardContextValue, BoardProvider } from "../context/board-context";
import { ArchivedCards } from "../dialogs/archived-cards";
import { MissingDialog } from "../dialogs/missing-dialog";
import { OverrideDialog } from "../dialogs/override-dialog";
import { PolicyDialog } from "../dialogs/policy-dialog";
import { notifyRefusal } from "../dialogs/refusal-notice";
import { ShortcutsHelp } from "../dialogs/shortcuts-help";
import { useCardDrag } from "../drag/use-card-drag";
import { BoardLayouts, LayoutsProvider } from "../layout/board-layouts";
import { CardFocus } from "../layout/card-focus";
import { CardMotion } from "../layout/card-motion";
import { LimitStrip } from "../limits/limit-strip";
import { BoardToolbar } from "../toolbar/board-toolbar";
import { SelectionBar } from "../toolbar/selection-bar";
import { TransferDialog } from "../transfer/transfer-dialog";
import { WaitingListNews } from "../waiting-list/waiting-list-news";
import { BoardColumns } from "./board-columns";
import { MovedNotice } from "./moved-notice";
import { PrintedBoard } from "./printed-board";
import { useAddress } from "./use-address";
import { useBoardShortcuts } from "./use-board-shortcuts";

/** Read only when it is wanted: it brings a reader of tables with it. */
const ImportCardsDialog = dynamic(() =>
  import("../import-cards/import-cards-dialog").then(
    (module) => module.ImportCardsDialog,
    () => MissingDialog,
  ),
);

export type BoardScreenProps = {
  snapshot: BoardSnapshot;
  userId: string;
  /** The server's instant, milliseconds: ages on both sides are reckoned from it until the browser's clock runs. */
  now: number;
};

/** Gentle enough to let go over the column one wants, also on a phone. */
const autoScroll = { acceleration: 5, threshold: { x: 0.15, y: 0.15 } };

const instructions = {
  draggable:
    "Press Space to pick the card up, arrow keys to choose a column and a place, Space to drop it, Escape to put it back. Press Enter to open it.",
};
/** What a drag says is said in one place, `announce`, with positions and limits. */
const silence = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

/** The board of a team: columns, cards, and everything that can be done with them. */
export function BoardScreen({ snapshot, userId, now }: BoardScreenProps) {
  const root = useRef<HTMLDivElement>(null);
  const [motion] = useState(() => new CardMotion());
  const [layouts] = useState(() => new BoardLayouts());
  const [focus] = useState(() => new CardFocus(layouts));
  const { store, connection } = useBoardStore(snapshot, () => motion.capture(root.current));
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const { shown } = state;
  const address = useAddress();
  const { announce, region } = useAnnouncer();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isArchiveOpen, setArchiveOpen] = useState(false);
  const [isImporting, setImporting] = useState(false);
  /** The board's actions, for notices that are made before they are. */
  const latest = useRef<BoardContextValue | null>(null);
  const { key } = snapshot.board;

  // biome-ignore lint/correctness/useExhaustiveDependencies: plays when what is shown has been drawn anew
  useLayoutEffect(() => motion.play(root.current), [motion, shown]);

  useLayoutEffect(() => (root.current ? focus.start(root.current) : undefined), [focus]);

  const { setOpenCard } = address;
  const openCard = useCallback(
    (cardId: string) => setOpenCard(referenceOf(store.getShown(), cardId)),
    [setOpenCard, store],
  );
  const tell = useCallback(
    (refusal: Refusal) =>
      refusal.kind !== "taken-back" &&
      notifyRefusal({
        refusal,
        boardKey: store.getShown().facts.key,
        onOpenCard: openCard,
        onWait: (line) => void latest.current?.joinWaitingList(line),
      }),
    [openCard, store],
  );
  const { question, answer, attempt } = useAttempts(tell);
  const selection = useSelection(address.filter);
  const [transferred, setTransferred] = useState<CardView | null>(null);
  const { filter, keep } = useKeptCards(address.filter);
  const filterNow = useRef(filter);
  filterNow.current = filter;

  const board = useMemo<BoardContextValue>(() => {
    const { role } = snapshot.board;
    return {
      store,
      userId,
      canWrite: can(role, "card:write"),
      canConfigure: can(role, "board:configure"),
      announce,
      attempt,
      openCard,
      closeCard: () => setOpenCard(null),
      selection,
      focus,
      selectUpTo: (card) => {
        const model = store.getShown();
        const cell = cardsInCell(model, { columnId: card.columnId ?? "", laneId: laneOf(model, card) });
        selection.extendTo(card.id, filterCards(cell, filterNow.current, key));
      },
      keepInSight: (card) => {
        if (matchesFilter(card, filterNow.current, key)) return;
        keep(card.id);
        const what = `${key}-${card.number} does not match the filter`;
        toast.info(what, { description: "It stays in sight until the filter changes." });
      },
      askTransfer: setTransferred,
      ...boardActions({ store, selection, attempt, announce }),
    };
  }, [announce, attempt, focus, keep, key, openCard, selection, setOpenCard, snapshot.board, store, userId]);
  latest.current = board;

  const { moveCard, moveTogether } = board;
  const drag = useCardDrag({
    layouts,
    getShown: store.getShown,
    subscribe: store.subscribe,
    getChosen: selection.get,
    announce,
    onLost: useCallback(
      (words) => {
        announce(words);
        toast(words);
      },
      [announce],
    ),
    onMove: useCallback(
      (cardIds, to) => {
        const [cardId] = cardIds;
        if (!cardId || cardIds.length > 1) return void moveTogether(cardIds, to);
        motion.skip(cardId);
        moveCard(cardId, to);
        if (selection.get().has(cardId)) selection.clear();
      },
      [motion, moveCard, moveTogether, selection],
    ),
  });
  const showHelp = useCallback(() => setHelpOpen(true), []);
  useBoardShortcuts({
    root,
    getShown: store.getShown,
    layouts,
    focus,
    isDragging: drag.drag !== null,
    onHelp: showHelp,
    onUndo: useCallback(() => void (board.canWrite && board.undo()), [board]),
    onClearSelection: useCallback(() => selection.clear(), [selection]),
  });

  const openId = useMemo(() => findOpen(shown, address.openCard), [shown, address.openCard]);
  const held = drag.drag;
  return (
    <NowProvider value={useMinuteClock(now)}>
      <BoardProvider value={board}>
        <LayoutsProvider value={layouts}>
          <ConnectionProvider value={connection}>
            <div ref={root} data-print="hide" className="flex min-h-0 flex-1 flex-col">
              <BoardToolbar
                filter={address.filter}
                onFilterChange={address.changeFilter}
                onShowArchive={() => setArchiveOpen(true)}
                onShowHelp={showHelp}
                onImport={() => setImporting(true)}
              />
              <ConnectionNotice />
              <AheadNotice />
              <LimitStrip />
              <DndContext
                id="board"
                sensors={drag.sensors}
                collisionDetection={drag.findCell}
                autoScroll={autoScroll}
                onDragStart={drag.start}
                onDragMove={drag.move}
                onDragEnd={drag.end}
                onDragCancel={drag.cancel}
                accessibility={{ announcements: silence, screenReaderInstructions: instructions }}
              >
                <BoardColumns filter={filter} drag={held} openCardId={openId} />
                <HeldCards drag={held} />
              </DndContext>
              <SelectionBar filter={filter} />
            </div>
            <PrintedBoard filter={filter} />
            <WaitingListNews />
            <MovedNotice />
            {address.openCard && (
              <CardPanel key={address.openCard} reference={address.openCard} cardId={openId} />
            )}
            <ArchivedCards isOpen={isArchiveOpen} onOpenChange={setArchiveOpen} />
            {isImporting && <ImportCardsDialog onClose={() => setImporting(false)} />}
            <TransferDialog card={transferred} onClose={() => setTransferred(null)} />
            <ShortcutsHelp isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
            <OverrideDialog
              question={question?.about === "limit" ? question : null}
              boardKey={key}
              onAnswer={answer}
              onOpenCard={openCard}
            />
            <PolicyDialog question={question?.about === "policy" ? question : null} onAnswer={answer} />
            <div ref={region} data-announcer role="status" aria-live="assertive" className="sr-only" />
          </ConnectionProvider>
        </LayoutsProvider>
      </BoardProvider>
    </NowProvider>
  );
}

/** Another filter shows other cards, and what is chosen must not be out of sight. */
function useSelection(filter: BoardFilter): CardSelection {
  const [selection] = useState(() => new CardSelection());
  const said = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the filter says something else
  useEffect(() => selection.clear(), [selection, said]);
  return selection;
}

/** The filter, with the cards that were made under it. Another filter lets go of them. */
function useKeptCards(filter: BoardFilter) {
  const said = JSON.stringify(filter);
  const [made, setMade] = useState({ said, kept: new Set<string>() });
  const keep = useCallback(
    (cardId: string) => setMade((before) => ({ ...before, kept: new Set(before.kept).add(cardId) })),
    [],
  );
  if (made.said !== said) setMade({ said, kept: new Set() });
  const shown = useMemo<ShownFilter>(() => ({ ...filter, kept: made.kept }), [filter, made.kept]);
  return { filter: shown, keep };
}

function useAnnouncer() {
  const region = useRef<HTMLDivElement>(null);
  const announce = useCallback((text: string) => {
    if (region.current) region.current.textContent = text;
  }, []);
  return { announce, region };
}

/** What stands for a card in the address: its number for people, its id where it has none on this board. */
function referenceOf(model: BoardModel, cardId: string): string {
  const card = model.cards.get(cardId);
  return card ? `${model.facts.key}-${card.number}` : cardId;
}

function findOpen(model: BoardModel, reference: string | null): string | null {
  if (!reference) return null;
  if (model.cards.has(reference)) return reference;
  const number = Number(/-(\d+)$/.exec(reference)?.[1]);
  for (const card of model.cards.values()) if (card.number === number) return card.id;
  return null;
}
