"use client";

import { useEffect, useState } from "react";
import {
  headersBehind,
  type ImportFault,
  importFaults,
  isFileGone,
  previewImport,
} from "@/lib/client/import/import-api";
import type { ImportPreview } from "@/lib/contracts/import";
import { type ImportSession, previewOptions } from "./import-session";

const previewDelayMs = 250;

/** What is known of a file's import. */
export type Reading = {
  preview: ImportPreview | null;
  faults: ImportFault[];
  /** With faults: the names in the file's header, of which others may be meant. */
  headers: string[];
  isReading: boolean;
  /** The file is no longer at the server: it has to be chosen again. */
  isGone: boolean;
};

const nothing: Reading = { preview: null, faults: [], headers: [], isReading: false, isGone: false };

/** What an import of the session would make, asked anew with each change of what it depends on. */
export function usePreview(session: ImportSession | null): Reading {
  const [answer, setAnswer] = useState<{ fileId: string; reading: Reading } | null>(null);
  const fileId = session?.file.id ?? null;
  const options = session && JSON.stringify(previewOptions(session));

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is all in the file and the options
  useEffect(() => {
    if (!session || fileId === null) return;
    const ended = new AbortController();
    const tell = (reading: Partial<Reading>) =>
      setAnswer((before) => ({
        fileId,
        reading: { ...(before?.fileId === fileId ? before.reading : nothing), ...reading },
      }));
    tell({ isReading: true });
    const timer = setTimeout(async () => {
      try {
        const wanted = { format: session.format, fileId, options: previewOptions(session) };
        const preview = await previewImport(wanted, ended.signal);
        tell({ preview, faults: [], isReading: false, isGone: false });
      } catch (error) {
        if (ended.signal.aborted) return;
        const isGone = isFileGone(error);
        const faults = isGone ? [] : importFaults(error);
        tell({ isReading: false, isGone, faults, headers: headersBehind(error) });
      }
    }, previewDelayMs);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [fileId, options]);
  if (fileId === null) return nothing;
  return answer?.fileId === fileId ? answer.reading : { ...nothing, isReading: true };
}
