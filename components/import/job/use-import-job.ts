"use client";

import { useEffect, useState } from "react";
import { followImport, pauseUntilWoken } from "@/lib/client/import/follow-import";
import { cancelImport, readImport } from "@/lib/client/import/import-api";
import type { ImportJobView } from "@/lib/contracts/import";

/** An import as far as it is known: null until the first answer. */
export function useImportJob(id: string | null) {
  const [job, setJob] = useState<ImportJobView | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isUnknown, setIsUnknown] = useState(false);
  const [isCancelling, setIsCancelling] = useState(false);

  useEffect(() => {
    setJob(null);
    setTrouble(null);
    setIsUnknown(false);
    setIsCancelling(false);
    if (id === null) return;
    const ended = new AbortController();
    followImport(
      { onJob: setJob, onTrouble: setTrouble, signal: ended.signal },
      { read: (signal) => readImport(id, signal), pause: pauseUntilWoken },
    ).catch(() => setIsUnknown(true));
    return () => ended.abort();
  }, [id]);

  const cancel = async () => {
    if (id === null) return;
    setIsCancelling(true);
    try {
      setJob(await cancelImport(id));
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : "That did not work. Try again.");
      setIsCancelling(false);
    }
  };
  return { job, trouble, isUnknown, isCancelling, cancel };
}
