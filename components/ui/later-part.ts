"use client";

import { type ComponentType, useCallback, useEffect, useState } from "react";

/** A part of the page whose program is loaded when it is wanted. */
export class LaterPart<P extends object> {
  /** Null until it is there. */
  loaded: ComponentType<P> | null = null;

  constructor(private readonly program: () => Promise<ComponentType<P>>) {}

  /** Loads it unless it is there. Rejects where it cannot be had; the next call tries again. */
  async load(): Promise<ComponentType<P>> {
    this.loaded ??= await this.program();
    return this.loaded;
  }
}

type Arrival<P> = { Part: ComponentType<P> | null; hasFailed: boolean };

/**
 * A part, in a place that shows it: at once where it has been loaded, else when it has come. It is fetched once `occasion` is
 * true, or names something; what could not be had is tried again with the next occasion, or by `tryAgain`. Nothing is
 * suspended: whoever asks draws what stands there meanwhile.
 */
export function useLater<P extends object>(part: LaterPart<P>, occasion: boolean | string = true) {
  const [{ Part, hasFailed }, setArrival] = useState<Arrival<P>>(() => ({
    Part: part.loaded,
    hasFailed: false,
  }));
  const tryAgain = useCallback(() => {
    setArrival((now) => (now.hasFailed ? { Part: null, hasFailed: false } : now));
    part.load().then(
      (loaded) => setArrival({ Part: loaded, hasFailed: false }),
      () => setArrival((now) => (now.Part ? now : { Part: null, hasFailed: true })),
    );
  }, [part]);
  const isWanted = Part === null && occasion !== false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each occasion tries once
  useEffect(() => {
    if (isWanted) tryAgain();
  }, [isWanted, occasion, tryAgain]);
  return { Part, hasFailed, tryAgain };
}
