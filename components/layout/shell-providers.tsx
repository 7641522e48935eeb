"use client";

import { type ReactNode, useEffect } from "react";
import { DraftOwnerProvider } from "@/lib/client/drafts/use-draft";
import { loadShapesOfStayingPage } from "@/lib/client/http/shape";
import { QueryProvider } from "@/lib/client/query/query-provider";
import { Notices } from "./notices";

/** What signed-in pages stand on beside all others: what is asked of the server, whose drafts these are, and where notices appear. */
export function ShellProviders({ userId, children }: { userId: string; children: ReactNode }) {
  useEffect(() => loadShapesOfStayingPage(), []);
  return (
    <QueryProvider>
      <DraftOwnerProvider value={userId}>
        <Notices>{children}</Notices>
      </DraftOwnerProvider>
    </QueryProvider>
  );
}
