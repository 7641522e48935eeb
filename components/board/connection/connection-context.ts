"use client";

import { createContext, use, useSyncExternalStore } from "react";
import type { ConnectionState } from "@/lib/client/live/live-updates";
import type { Outbox, OutboxState } from "@/lib/client/store/outbox";
import { useBoard } from "../context/board-context";

const ConnectionContext = createContext<ConnectionState>("connecting");
export const ConnectionProvider = ConnectionContext.Provider;

/** Whether the board on the screen is the board as it is. */
export function useConnection(): ConnectionState {
  return use(ConnectionContext);
}

/** What has not been saved yet on this screen. */
export function useOutbox(): OutboxState & { outbox: Outbox } {
  const { outbox } = useBoard().store;
  const state = useSyncExternalStore(outbox.subscribe, outbox.getState, outbox.getState);
  return { ...state, outbox };
}

/** Whether a change of this card waits to be saved for longer than it should. */
export function useIsUnsaved(cardId: string): boolean {
  const { store } = useBoard();
  const { isStuck } = useOutbox();
  const get = () => store.getState().pending.some((command) => idsOf(command).includes(cardId));
  const isPending = useSyncExternalStore(store.subscribe, get, get);
  return isStuck && isPending;
}

type Pending = ReturnType<ReturnType<typeof useBoard>["store"]["getState"]>["pending"][number];

function idsOf(command: Pending): readonly string[] {
  if (command.type === "create") return [command.card.id];
  return command.type === "move-together" ? command.cardIds : [command.cardId];
}
