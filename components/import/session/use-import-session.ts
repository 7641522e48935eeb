"use client";

import { useEffect, useState } from "react";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { type ImportSession, keepSession, restoreSession } from "./import-session";

/** The session of this page; kept by the browser, so that a mapping outlives the page that it was made on. */
export function useImportSession() {
  const draft = useDraft("import");
  const [session, setSession] = useState<ImportSession | null>(null);
  const [isRestored, setIsRestored] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is looked for while there is nothing yet
  useEffect(() => {
    const kept = session === null ? restoreSession(draft.text) : null;
    if (!kept) return;
    setSession(kept);
    setIsRestored(true);
  }, [draft.text]);
  const text = session && keepSession(session);
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept when it changes
  useEffect(() => {
    if (text !== null) draft.change(text);
  }, [text]);

  const begin = (next: ImportSession) => {
    setIsRestored(false);
    setSession(next);
  };
  const change = (changes: Partial<ImportSession>) => setSession((now) => now && { ...now, ...changes });
  const end = () => {
    draft.end();
    setSession(null);
    setIsRestored(false);
  };
  return { session, isRestored, begin, change, end };
}
