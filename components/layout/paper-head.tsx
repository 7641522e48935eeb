"use client";

import { useEffect } from "react";

/** Writes at the head of every printed sheet what it is from; the style sheet of paper takes it from the root. */
export function PaperHead({ text }: { text: string }) {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty("--paper-head", `"${text.replaceAll(/["\\]/g, "\\$&")}"`);
    return () => {
      style.removeProperty("--paper-head");
    };
  }, [text]);
  return null;
}
