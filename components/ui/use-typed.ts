"use client";

import { useCallback, useEffect, useRef, useState } from "react";

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
  const [seen, setSeen] = useState(outside);
  /** Sent, and not seen in the address yet: it may come back late, when more has been typed. */
  const [sent] = useState<V[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latestSend = useRef(send);
  latestSend.current = send;
  /** Set while something typed has not been sent. */
  const rest = useRef<{ value: V; path: string } | null>(null);

  if (outside !== seen) {
    setSeen(outside);
    const echo = sent.lastIndexOf(outside);
    if (echo >= 0) sent.splice(0, echo + 1);
    else {
      sent.length = 0;
      rest.current = null;
      clearTimeout(timer.current);
      setValue(outside);
    }
  }

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const resting = rest.current;
    rest.current = null;
    // On another page the same name may mean something else.
    if (!resting || resting.path !== window.location.pathname) return;
    sent.push(resting.value);
    latestSend.current(resting.value);
  }, [sent]);
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
  const take = useCallback(
    (next: V) => {
      clearTimeout(timer.current);
      rest.current = null;
      sent.push(next);
      setValue(next);
    },
    [sent],
  );
  return [value, type, take];
}
