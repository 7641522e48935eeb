"use client";

import type { ReactNode } from "react";
import { DraftOwnerProvider } from "@/lib/client/drafts/use-draft";

/** Keeps what is typed on signed-in pages apart by person. */
export function DraftOwner({ userId, children }: { userId: string; children: ReactNode }) {
  return <DraftOwnerProvider value={userId}>{children}</DraftOwnerProvider>;
}
