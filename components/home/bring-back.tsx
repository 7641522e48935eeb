"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useRequest } from "@/lib/client/http/use-request";
import { restoreBoard } from "@/lib/client/settings/settings-api";

/** Brings an archived board back; `to`: where to go then, else the page is read again. */
export function BringBack({ boardId, name, to }: { boardId: string; name: string; to?: string }) {
  const router = useRouter();
  const { isBusy, message, send } = useRequest();
  const handleClick = async () => {
    const isBack = await send(async () => {
      await restoreBoard(boardId);
      return true;
    });
    if (!isBack) return;
    if (to) router.push(to);
    router.refresh();
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm" variant="outline" disabled={isBusy} onClick={() => void handleClick()}>
        {isBusy ? "One moment …" : "Bring back"}
        <span className="sr-only"> {name}</span>
      </Button>
      {message && (
        <p role="alert" className="text-sm text-danger">
          {message}
        </p>
      )}
    </div>
  );
}
