"use client";

import { useRouter } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";
import { LaterPart, useLater } from "@/components/ui/later-part";
import { followLeaving, isGuarded, leavingNow } from "@/lib/client/leaving/leave-guard";
import type { LeaveQuestionProps } from "./leave-question";

const leaveQuestion = new LaterPart(async () => (await import("./leave-question")).LeaveQuestion);

/**
 * Asks those who are about to leave a page while something on it would be lost. The question is fetched as soon as there may
 * be one: where it is not there when it is needed, nobody waits for it.
 */
export function LeaveDialog() {
  const router = useRouter();
  const leaving = useSyncExternalStore(followLeaving, leavingNow, () => null);
  const mayAsk = useSyncExternalStore(followLeaving, isGuarded, () => false);
  const { Part: LeaveQuestion } = useLater(leaveQuestion, mayAsk);
  if (!leaving) return null;
  const Question = LeaveQuestion ?? BareQuestion;
  return <Question leaving={leaving} follow={router.push} />;
}

/** The browser's own question, where ours cannot be had: people leave a page most often when its server is away. */
function BareQuestion({ leaving, follow }: LeaveQuestionProps) {
  useEffect(() => {
    if (window.confirm(`Leave without saving?\n\n${leaving.reasons.join("\n")}`)) leaving.leave(follow);
    else leaving.stay();
  }, [leaving, follow]);
  return null;
}
