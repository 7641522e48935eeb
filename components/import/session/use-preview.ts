"use client";

import { useMemo } from "react";
import {
  headersBehind,
  type ImportFault,
  importFaults,
  isFileGone,
  previewOf,
} from "@/lib/client/import/import-api";
import { useAnswer } from "@/lib/client/query/use-answer";
import { useLatest } from "@/lib/client/query/use-latest";
import type { ImportPreview } from "@/lib/contracts/import";
import { type ImportSession, previewOptions } from "./import-session";

const previewDelayMs = 250;

/** What is wrong with a file, as far as it was asked. */
type Trouble = {
  faults: ImportFault[];
  /** With faults: the names in the file's header, of which others may be meant. */
  headers: string[];
  /** The file is no longer at the server: it has to be chosen again. */
  isGone: boolean;
};

/** What is known of a file's import. */
export type PreviewState = Trouble & { preview: ImportPreview | null; isReading: boolean };

const noTrouble: Trouble = { faults: [], headers: [], isGone: false };

/** What an import of the session would make, asked anew with each change of what it depends on. */
export function usePreview(session: ImportSession | null): PreviewState {
  const query =
    session &&
    previewOf({ format: session.format, fileId: session.file.id, options: previewOptions(session) });
  const { answer, error, isBusy } = useAnswer(query, { restMs: previewDelayMs });
  const trouble = useMemo(() => (isBusy ? undefined : troubleBehind(error)), [isBusy, error]);
  const known = useLatest(query?.path ?? null, trouble) ?? noTrouble;
  return { ...known, preview: answer, isReading: isBusy };
}

function troubleBehind(error: Error | null): Trouble {
  if (!error) return noTrouble;
  const isGone = isFileGone(error);
  return { isGone, faults: isGone ? [] : importFaults(error), headers: headersBehind(error) };
}
