"use client";

import { useRef, useState } from "react";
import { judgeFile, sendImportFile } from "@/lib/client/import/import-api";
import { useLeaveGuard } from "@/lib/client/leaving/use-leave-guard";
import { useOnLeave } from "@/lib/client/leaving/use-on-leave";
import type { ImportFileView } from "@/lib/contracts/import";

/** A file on its way to the server, or one that did not get there. */
export type Upload = { file: File; sent: number; fault: string | null };

/** Sends one file at a time; `onKept` is called with what the server keeps. Asks before the page is left meanwhile. */
export function useUpload(teamId: string | null, onKept: (kept: ImportFileView, file: File) => void) {
  const [upload, setUpload] = useState<Upload | null>(null);
  const sending = useRef<AbortController | null>(null);
  const isSending = upload !== null && upload.fault === null;
  useLeaveGuard(isSending ? "The file is still being sent. It has to be chosen again later." : null);
  const stop = () => sending.current?.abort();
  useOnLeave(stop);

  const send = async (file: File) => {
    stop();
    const fault = judgeFile(file);
    setUpload({ file, sent: 0, fault });
    if (fault) return;
    const own = new AbortController();
    sending.current = own;
    try {
      const onSent = (sent: number) => setUpload({ file, sent, fault: null });
      const kept = await sendImportFile(file, teamId, { onSent, signal: own.signal });
      setUpload(null);
      onKept(kept, file);
    } catch (error) {
      if (own.signal.aborted) return;
      setUpload({
        file,
        sent: 0,
        fault: error instanceof Error ? error.message : "That did not work. Try again.",
      });
    }
  };
  const cancel = () => {
    stop();
    setUpload(null);
  };
  return { upload, isSending, send, cancel };
}
