"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Typing passes over many values; the address takes the one on which it rests. */
const restMs = 200;

/**
 * A value that is kept in the address and changed by hand. What is typed lives here and is sent once it rests; the address
 * follows. A change of the address by anything else (Back, Clear, a link) is taken over.
 *
 * `outside`: what the address says. `send`: writes it there.
 */
export function useTyped<V extends string | null>(
  outside: V,
  send: (value: V) => void,
): [value: V, type: (value: V) => void, take: (value: V) => void] {
  const [value, setValue] = useState(outside);
  const seen = useRef(outside);
  /** Sent, and not seen in the address yet: it may come back late, when more has been typed. */
  const sent = useRef<V[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latestSend = useRef(send);
  latestSend.current = send;
  /** Set while something typed has not been sent. */
  const rest = useRef<{ value: V; path: string } | null>(null);

  // Only what is drawn has been seen: a drawing that is given up, as the address makes them, must leave no trace.
  useLayoutEffect(() => {
    if (outside === seen.current) return;
    seen.current = outside;
    const echo = sent.current.lastIndexOf(outside);
    if (echo >= 0) {
      sent.current.splice(0, echo + 1);
      return;
    }
    sent.current = [];
    rest.current = null;
    clearTimeout(timer.current);
    setValue(outside);
  }, [outside]);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const resting = rest.current;
    rest.current = null;
    // On another page the same name may mean something else.
    if (!resting || resting.path !== window.location.pathname) return;
    sent.current.push(resting.value);
    latestSend.current(resting.value);
  }, []);
  useEffect(() => flush, [flush]);

  const type = useCallback(
    (next: V) => {
      setValue(next);
      rest.current = { value: next, path: window.location.pathname };
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, restMs);
    },
    [flush],
  );
  /** Shown at once, and not sent: whoever calls it writes the address. */
  const take = useCallback((next: V) => {
    clearTimeout(timer.current);
    rest.current = null;
    sent.current.push(next);
    setValue(next);
  }, []);
  return [value, type, take];
}
