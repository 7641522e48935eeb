"use client";

import { useRouter } from "next/navigation";
import { useSyncExternalStore } from "react";
import { OpenConfirm } from "@/components/ui/alert-dialog";
import { followLeaving, leavingNow } from "@/lib/client/leaving/leave-guard";

/** Asks those who are about to leave a page while something on it would be lost. */
export function LeaveDialog() {
  const router = useRouter();
  const leaving = useSyncExternalStore(followLeaving, leavingNow, () => null);
  if (!leaving) return null;
  return (
    <OpenConfirm
      title="Leave without saving?"
      cancelLabel="Stay"
      confirmLabel="Leave"
      onCancel={leaving.stay}
      onConfirm={() => leaving.leave(router.push)}
    >
      {leaving.reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </OpenConfirm>
  );
}
