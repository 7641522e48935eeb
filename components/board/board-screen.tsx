"use client";

import { DndContext, DragOverlay, type DropAnimation, defaultDropAnimationSideEffects } from "@dnd-kit/core";
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
import { CardPanel } from "@/components/card/card-panel";
import { CardTile } from "@/components/card/card-tile";
import type { BoardModel } from "@/lib/client/board-model";
import { exitReminderOf } from "@/lib/client/exit-reminders";
import type { Refusal } from "@/lib/client/refusal";
import { NowProvider, useMinuteClock } from "@/lib/client/use-now";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { can } from "@/lib/domain/policy";
import { ArchivedCards } from "./archived-cards";
import { BoardColumns } from "./board-columns";
import { type BoardContextValue, BoardProvider } from "./board-context";
import { BoardToolbar } from "./board-toolbar";
import { CardMotion } from "./card-motion";
import { DragRegistryProvider } from "./drag-context";
import { sayPlace } from "./drag-words";
import { remindOnLeaving } from "./exit-reminder";
import { OverrideDialog } from "./override-dialog";
import { PolicyDialog } from "./policy-dialog";
import { notifyRefusal } from "./refusal-notice";
import { ShortcutsHelp } from "./shortcuts-help";
import { useAddress } from "./use-address";
import { useAttempts } from "./use-attempts";
import { useBoardShortcuts } from "./use-board-shortcuts";
import { useBoardStore } from "./use-board-store";
import { useCardDrag } from "./use-card-drag";

export type BoardScreenProps = {
  snapshot: BoardSnapshot;
  userId: string;
  /** The server's instant, milliseconds: ages on both sides are reckoned from it until the browser's clock runs. */
  now: number;
};

/** The glide of a card that was let go, into its place or back to where it came from. */
const dropAnimation: DropAnimation = {
  duration: 200,
  easing: "cubic-bezier(0.2, 0, 0, 1)",
  sideEffects: defaultDropAnimationSideEffects({ styles: { active: { opacity: "0" } } }),
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
  const { store, connection } = useBoardStore(snapshot, () => motion.capture(root.current));
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const { shown } = state;
  const address = useAddress();
  const { announce, region } = useAnnouncer();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isArchiveOpen, setArchiveOpen] = useState(false);
  const { key } = snapshot.board;

  // biome-ignore lint/correctness/useExhaustiveDependencies: plays when what is shown has been drawn anew
  useLayoutEffect(() => motion.play(root.current), [motion, shown]);

  const { setOpenCard } = address;
  const openCard = useCallback(
    (cardId: string) => setOpenCard(referenceOf(store.getShown(), cardId)),
    [setOpenCard, store],
  );
  const tell = useCallback(
    (refusal: Refusal) =>
      notifyRefusal({ refusal, boardKey: store.getShown().facts.key, onOpenCard: openCard }),
    [openCard, store],
  );
  const { question, answer, attempt } = useAttempts(tell);

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
      moveCard: async (cardId, to) => {
        const before = store.getShown().cards.get(cardId);
        const title = before?.title ?? "The card";
        const outcome = await attempt(`Move “${title}”`, (consent) => store.moveCard(cardId, to, consent));
        announce(
          outcome.ok ? sayPlace(store.getShown(), cardId) : `${title} went back. ${outcome.refusal.title}`,
        );
        const { columns } = store.getShown();
        const reminder = before && exitReminderOf(columns, before.columnId, to.columnId);
        if (outcome.ok && reminder) remindOnLeaving(reminder);
      },
      archiveCard: async (cardId) => {
        const title = store.getShown().cards.get(cardId)?.title ?? "The card";
        const outcome = await attempt(`Archive “${title}”`, () => store.archiveCard(cardId));
        if (!outcome.ok) return;
        const undo = () =>
          attempt(`Restore “${title}”`, ({ override }) => store.restoreCard(cardId, undefined, override));
        toast(`Archived “${title}”`, { action: { label: "Undo", onClick: () => void undo() } });
      },
    };
  }, [announce, attempt, openCard, setOpenCard, snapshot.board, store, userId]);

  const focusWhenDrawn = useFocusWhenDrawn(root, shown);
  const { moveCard } = board;
  const drag = useCardDrag({
    getShown: store.getShown,
    announce,
    onMove: useCallback(
      (cardId, to, input) => {
        motion.skip(cardId);
        if (input === "keyboard") focusWhenDrawn(cardId);
        moveCard(cardId, to);
      },
      [focusWhenDrawn, motion, moveCard],
    ),
  });
  const showHelp = useCallback(() => setHelpOpen(true), []);
  useBoardShortcuts({ root, isDragging: drag.drag !== null, onHelp: showHelp });

  const openId = useMemo(() => findOpen(shown, address.openCard), [shown, address.openCard]);
  const held = drag.drag;
  return (
    <NowProvider value={useMinuteClock(now)}>
      <BoardProvider value={board}>
        <DragRegistryProvider value={drag.registry}>
          <div ref={root} className="flex min-h-0 flex-1 flex-col">
            <BoardToolbar
              filter={address.filter}
              onFilterChange={address.setFilter}
              connection={connection}
              isSaving={state.pending.length > 0}
              onShowArchive={() => setArchiveOpen(true)}
              onShowHelp={showHelp}
            />
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
              <BoardColumns filter={address.filter} drag={held} openCardId={openId} />
              <DragOverlay dropAnimation={prefersStillness() ? null : dropAnimation}>
                {held?.input === "pointer" && (
                  <CardTile
                    card={held.card}
                    boardKey={shown.facts.key}
                    timeZone={shown.facts.timeZone}
                    labels={shown.labels}
                    members={shown.members}
                    isDone={false}
                    isHeld
                  />
                )}
              </DragOverlay>
            </DndContext>
          </div>
          {address.openCard && (
            <CardPanel key={address.openCard} reference={address.openCard} cardId={openId} />
          )}
          <ArchivedCards isOpen={isArchiveOpen} onOpenChange={setArchiveOpen} />
          <ShortcutsHelp isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
          <OverrideDialog
            question={question?.about === "limit" ? question : null}
            boardKey={key}
            onAnswer={answer}
            onOpenCard={openCard}
          />
          <PolicyDialog question={question?.about === "policy" ? question : null} onAnswer={answer} />
          <div ref={region} data-announcer role="status" aria-live="assertive" className="sr-only" />
        </DragRegistryProvider>
      </BoardProvider>
    </NowProvider>
  );
}

function useAnnouncer() {
  const region = useRef<HTMLDivElement>(null);
  const announce = useCallback((text: string) => {
    if (region.current) region.current.textContent = text;
  }, []);
  return { announce, region };
}

/** A card that was carried by keys keeps the focus in its new place, where it is another element of the page. */
function useFocusWhenDrawn(root: React.RefObject<HTMLElement | null>, shown: BoardModel) {
  const wanted = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again whenever the board has been drawn anew
  useEffect(() => {
    if (!wanted.current) return;
    const card = root.current?.querySelector<HTMLElement>(`[data-card-id="${wanted.current}"]`);
    wanted.current = null;
    card?.focus();
  }, [root, shown]);
  return useCallback((cardId: string) => {
    wanted.current = cardId;
  }, []);
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

function prefersStillness(): boolean {
  return typeof window !== "undefined" && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
