"use client";

import { createContext, use, useEffect, useState } from "react";
import { serverNow, setServerClock } from "./server-clock";

const stepMs = 60_000;

const NowContext = createContext(0);
export const NowProvider = NowContext.Provider;

/** The present instant in milliseconds, as the ages around it are reckoned from. */
export function useNow(): number {
  return use(NowContext);
}

/** The server's clock, which goes on once a minute. `start`: its instant, so that both first renders agree. */
export function useMinuteClock(start: number): number {
  const [now, setNow] = useState(start);
  useEffect(() => {
    setServerClock(start);
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), stepMs);
    return () => clearInterval(timer);
  }, [start]);
  return now;
}
