"use client";

import { useSyncExternalStore } from "react";

function subscribe(onChange: () => void): () => void {
  window.addEventListener("languagechange", onChange);
  return () => window.removeEventListener("languagechange", onChange);
}

/** The reader's locale; English until the browser has taken over, since the server does not know it. */
export function useLocale(): string {
  return useSyncExternalStore(
    subscribe,
    () => navigator.language,
    () => "en",
  );
}
