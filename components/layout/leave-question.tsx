"use client";

import { OpenConfirm } from "@/components/ui/alert-dialog";
import type { Leaving } from "@/lib/client/leaving/leave-guard";

export type LeaveQuestionProps = { leaving: Leaving; follow: (href: string) => void };

/** What is asked before a page is left, with what would be lost. */
export function LeaveQuestion({ leaving, follow }: LeaveQuestionProps) {
  return (
    <OpenConfirm
      title="Leave without saving?"
      cancelLabel="Stay"
      confirmLabel="Leave"
      onCancel={leaving.stay}
      onConfirm={() => leaving.leave(follow)}
    >
      {leaving.reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </OpenConfirm>
  );
}
