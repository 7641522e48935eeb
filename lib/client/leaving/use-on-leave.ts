"use client";

import { useEffect, useRef } from "react";

/** Does something when the component goes, as it stood at its last rendering. */
export function useOnLeave(act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => () => latest.current(), []);
}
