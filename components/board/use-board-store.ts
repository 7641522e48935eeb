"use client";

import { useEffect, useRef, useState } from "react";
import { boardApi } from "@/lib/client/board-api";
import { BoardStore } from "@/lib/client/board-store";
import { type ConnectionState, followBoard } from "@/lib/client/live-updates";
import type { BoardSnapshot } from "@/lib/contracts/board";

/** The store of one board, followed live for as long as the screen stands. */
export function useBoardStore(snapshot: BoardSnapshot, onBeforeChange: () => void) {
  const before = useRef(onBeforeChange);
  before.current = onBeforeChange;
  const [store] = useState(() => new BoardStore(snapshot, boardApi, () => before.current()));
  const [connection, setConnection] = useState<ConnectionState>("connecting");

  useEffect(
    () =>
      followBoard({
        boardId: store.getShown().facts.id,
        getVersion: () => store.getState().version,
        onEvent: (event) => store.applyEvent(event),
        onState: (state) => {
          store.setLive(state === "live");
          setConnection(state);
        },
        onTooFarBehind: () => store.refresh(),
      }),
    [store],
  );

  return { store, connection };
}
