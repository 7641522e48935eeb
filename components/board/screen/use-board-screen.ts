"use client";

import {
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { toast } from "sonner";
import type { Destination } from "@/lib/client/board/command";
import type { BoardModel } from "@/lib/client/board/model";
import type { CardSelection } from "@/lib/client/selection/card-selection";
import type { BoardStore } from "@/lib/client/store/board-store";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import { can } from "@/lib/domain/permission";
import { useBoardCommands } from "../commands/use-board-commands";
import type { BoardContextValue } from "../context/board-context";
import { useCardDrag } from "../drag/use-card-drag";
import { BoardLayouts } from "../layout/board-layouts";
import { CardFocus } from "../layout/card-focus";
import { CardMotion } from "../layout/card-motion";
import { useAddress } from "./use-address";
import { useBoardShortcuts } from "./use-board-shortcuts";
import { useBoardStore } from "./use-board-store";
import { useSight } from "./use-sight";

type ScreenOptions = {
  snapshot: BoardSnapshot;
  userId: string;
  root: RefObject<HTMLDivElement | null>;
  onHelp: () => void;
};

/**
 * The wiring of a board's screen: what is let go or pressed goes to the commands, the commands go to the store, and what the
 * store shows, asks or refuses comes back to the screen.
 */
export function useBoardScreen({ snapshot, userId, root, onHelp }: ScreenOptions) {
  const { store, shown, connection, layouts, focus, motion } = useParts(snapshot, root);
  const address = useAddress();
  const { announce, region } = useAnnouncer();
  const sight = useSight(snapshot.board.key, store, address.filter);
  const cardPanel = useCardPanel(store, address.setOpenCard);
  const { selection } = sight;
  const { commands, request, answer } = useBoardCommands({ store, selection, announce, ...cardPanel });
  const [transferred, setTransferred] = useState<CardView | null>(null);
  const { role } = snapshot.board;

  const { selectUpTo, keepInSight } = sight;
  const board = useMemo<BoardContextValue>(
    () => ({
      ...commands,
      ...cardPanel,
      store,
      selection,
      focus,
      userId,
      canWrite: can(role, "card:write"),
      canConfigure: can(role, "board:configure"),
      announce,
      selectUpTo,
      keepInSight,
      askTransfer: setTransferred,
    }),
    [announce, cardPanel, commands, focus, keepInSight, role, selection, selectUpTo, store, userId],
  );
  const onDrop = (cardIds: readonly string[], to: Destination) => {
    // The card in the hand glides to its place by itself.
    if (cardIds.length === 1) motion.skip(cardIds[0] as string);
    commands.drop(cardIds, to);
  };
  const { drag, gestures } = useBoardDrag({ store, layouts, selection, announce, onDrop });
  useBoardShortcuts({
    root,
    getShown: store.getShown,
    layouts,
    focus,
    isDragging: drag !== null,
    onHelp,
    onUndo: () => void (board.canWrite && commands.undo()),
    onClearSelection: () => selection.clear(),
  });
  return {
    board,
    layouts,
    connection,
    address,
    filter: sight.filter,
    openId: useMemo(() => findOpen(shown, address.openCard), [shown, address.openCard]),
    drag,
    gestures,
    consent: { request, answer },
    transfer: { card: transferred, end: () => setTransferred(null) },
    region,
  };
}

/** What a board's screen is built on, made once. */
function useParts(snapshot: BoardSnapshot, root: RefObject<HTMLDivElement | null>) {
  const [motion] = useState(() => new CardMotion());
  const [layouts] = useState(() => new BoardLayouts());
  const [focus] = useState(() => new CardFocus(layouts));
  const { store, connection } = useBoardStore(snapshot, () => motion.capture(root.current));
  const shown = useSyncExternalStore(store.subscribe, store.getShown, store.getShown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: plays when what is shown has been drawn anew
  useLayoutEffect(() => motion.play(root.current), [motion, shown]);
  useLayoutEffect(() => (root.current ? focus.start(root.current) : undefined), [focus, root]);
  return { store, shown, connection, layouts, focus, motion };
}

/** Opens and closes the panel of a card, which the address names. */
function useCardPanel(store: BoardStore, setOpenCard: (reference: string | null) => void) {
  return useMemo(
    () => ({
      openCard: (cardId: string) => setOpenCard(referenceOf(store.getShown(), cardId)),
      closeCard: () => setOpenCard(null),
    }),
    [setOpenCard, store],
  );
}

type BoardDragOptions = {
  store: BoardStore;
  layouts: BoardLayouts;
  selection: CardSelection;
  announce: (text: string) => void;
  onDrop: (cardIds: readonly string[], to: Destination) => void;
};

function useBoardDrag({ store, layouts, selection, announce, onDrop }: BoardDragOptions) {
  const onLost = (words: string) => {
    announce(words);
    toast(words);
  };
  const { getShown, subscribe } = store;
  return useCardDrag({ layouts, getShown, subscribe, getChosen: selection.get, announce, onLost, onDrop });
}

/** A place in the page whose text is read out to people who do not see the screen. */
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

/** Id of the card that the address names; null where it is none of the board. */
function findOpen(model: BoardModel, reference: string | null): string | null {
  if (!reference) return null;
  if (model.cards.has(reference)) return reference;
  const number = Number(/-(\d+)$/.exec(reference)?.[1]);
  for (const card of model.cards.values()) if (card.number === number) return card.id;
  return null;
}
