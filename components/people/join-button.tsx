"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { useRequest } from "@/lib/client/http/use-request";
import { enterByLink } from "@/lib/client/session/enter-by-link";

/** Takes an invitation up for somebody who is signed in. */
export function JoinButton({ token, name }: { token: string; name: string }) {
  const { isBusy, message, send } = useRequest();
  return (
    <div className="flex flex-col gap-4">
      {message && <Callout tone="danger">{message}</Callout>}
      <Button
        className="w-full"
        disabled={isBusy}
        onClick={() => void send(() => enterByLink("membership", { token }, "/"))}
      >
        {isBusy ? "One moment …" : `Join as ${name}`}
      </Button>
    </div>
  );
}
