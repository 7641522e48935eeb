"use client";

import { useEffect } from "react";
import { guardLeaving } from "./leave-guard";

/** Asks before the page is left while `reason` says in a sentence what would be lost; null lets go. */
export function useLeaveGuard(reason: string | null): void {
  useEffect(() => (reason === null ? undefined : guardLeaving(() => reason)), [reason]);
}
