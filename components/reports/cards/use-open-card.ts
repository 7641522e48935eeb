"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useReportView } from "../view/report-view";

/** Opens a card of the page's board, in a tab of its own where that is asked. */
export function useOpenCard(): (cardId: string, isApart?: boolean) => void {
  const { boardId } = useReportView();
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
