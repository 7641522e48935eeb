"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";

/** Opens a card of a board, in a tab of its own where that is asked. */
export function useOpenCard(boardId: string): (cardId: string, isApart?: boolean) => void {
  const router = useRouter();
  return useCallback(
    (cardId, isApart = false) => {
      const href = `/boards/${boardId}?card=${cardId}`;
      if (isApart) window.open(href, "_blank", "noopener");
      else router.push(href);
    },
    [boardId, router],
  );
}
