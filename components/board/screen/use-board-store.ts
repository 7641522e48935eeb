"use client";

import { useEffect, useRef, useState } from "react";
import { listenForSignIn } from "@/lib/client/http/page-owner";
import { guardLeaving } from "@/lib/client/leaving/leave-guard";
import { type ConnectionState, followBoard } from "@/lib/client/live/live-updates";
import { listenForWaking } from "@/lib/client/live/wake-signals";
import { boardApiBy } from "@/lib/client/store/board-api";
import { BoardStore } from "@/lib/client/store/board-store";
import { Outbox } from "@/lib/client/store/outbox";
import type { BoardSnapshot } from "@/lib/contracts/board";

/** The store of one board, followed live for as long as the screen stands. */
export function useBoardStore(snapshot: BoardSnapshot, onBeforeChange: () => void) {
  const before = useRef(onBeforeChange);
  before.current = onBeforeChange;
  const [store] = useState(() => {
    const outbox = new Outbox();
    return new BoardStore(snapshot, boardApiBy(outbox.deliver), () => before.current(), outbox);
  });
  const [connection, setConnection] = useState<ConnectionState>("connecting");

  useEffect(() => {
    const { outbox } = store;
    const following = followBoard({
      boardId: store.getShown().facts.id,
      getVersion: () => store.getState().version,
      onEvent: (event) => store.applyEvent(event),
      onState: (state) => {
        store.setLive(state === "live");
        setConnection(state);
        if (state === "live") outbox.retry();
      },
      onReread: (isAnew) => store.refresh(isAnew),
    });
    outbox.onTrouble = () => following.doubt();
    const stops = [
      guardLeaving(() => sayUnsaved(outbox.getState().count)),
      following.stop,
      listenForWaking(outbox.retry),
      listenForSignIn(outbox.retry),
    ];
    return () => {
      outbox.onTrouble = () => undefined;
      for (const stop of stops) stop();
    };
  }, [store]);

  return { store, connection };
}

function sayUnsaved(count: number): string | null {
  if (count === 0) return null;
  return count === 1
    ? "One change on this board has not been saved yet."
    : `${count} changes on this board have not been saved yet.`;
}
