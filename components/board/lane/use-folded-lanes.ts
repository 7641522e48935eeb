"use client";

import { useMemo, useSyncExternalStore } from "react";
import {
  foldedLanesKey,
  followFoldedLanes,
  keepFoldedLanes,
  parseFoldedLanes,
  readFoldedLanes,
} from "@/lib/client/board/folded-lanes";
import { useBoard, useShown } from "../context/board-context";

const nothing = () => "";

/** Which rows this person has folded on this board, and how to fold one or open it again. */
export function useFoldedLanes() {
  const { userId } = useBoard();
  const key = foldedLanesKey(
    userId,
    useShown((model) => model.facts.id),
  );
  const text = useSyncExternalStore(followFoldedLanes, () => readFoldedLanes(key), nothing);
  const folded = useMemo(() => parseFoldedLanes(text), [text]);
  const nameOf = (laneId: string | null) => laneId ?? "none";
  return {
    isFolded: (laneId: string | null) => folded.includes(nameOf(laneId)),
    toggle: (laneId: string | null) => {
      const row = nameOf(laneId);
      const others = folded.filter((other) => other !== row);
      keepFoldedLanes(key, others.length < folded.length ? others : [...folded, row]);
    },
  };
}
