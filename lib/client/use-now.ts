"use client";

import { createContext, use, useEffect, useState } from "react";

const stepMs = 60_000;

const NowContext = createContext(0);
export const NowProvider = NowContext.Provider;

/** The present instant in milliseconds, as the ages around it are reckoned from. */
export function useNow(): number {
  return use(NowContext);
}

/** A clock that goes on once a minute. `start`: the server's instant, so that both first renders agree. */
export function useMinuteClock(start: number): number {
  const [now, setNow] = useState(start);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
