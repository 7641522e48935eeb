"use client";

import { useRouter } from "next/navigation";
import { type ComponentType, lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { followLeaving, leavingNow } from "@/lib/client/leaving/leave-guard";
import type { LeaveQuestionProps } from "./leave-question";

const LeaveQuestion = lazy(async (): Promise<{ default: ComponentType<LeaveQuestionProps> }> => {
  const loaded = await import("./leave-question").catch(() => null);
  return { default: loaded?.LeaveQuestion ?? BareQuestion };
});

/** Asks those who are about to leave a page while something on it would be lost. */
export function LeaveDialog() {
  const router = useRouter();
  const leaving = useSyncExternalStore(followLeaving, leavingNow, () => null);
  if (!leaving) return null;
  return (
    <Suspense>
      <LeaveQuestion leaving={leaving} follow={router.push} />
    </Suspense>
  );
}

/** The browser's own question, where ours cannot be had: people leave a page most often when its server is away. */
function BareQuestion({ leaving, follow }: LeaveQuestionProps) {
  useEffect(() => {
    if (window.confirm(`Leave without saving?\n\n${leaving.reasons.join("\n")}`)) leaving.leave(follow);
    else leaving.stay();
  }, [leaving, follow]);
  return null;
}
