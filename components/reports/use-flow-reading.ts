"use client";

import { useMemo, useRef } from "react";
import { readFlow } from "@/lib/client/flow-reading";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics";
import { formatDay, parseDay } from "@/lib/flow/calendar";
import { useViewChoice } from "./use-view-choice";

const between = "_";

/** The two days between which the diagram is read off, kept in the address; dragged, clicked one by one, or stepped. */
export function useFlowReading(answer: CumulativeFlowAnswer) {
  const { from, to } = answer;
  const [chosen, choose] = useViewChoice("flow");
  const [first = from, second = to] = chosen?.split(between) ?? [];
  const reading = useMemo(
    () => (chosen === null ? null : (readFlow(answer, first, second) ?? readFlow(answer, from, to))),
    [answer, chosen, first, second, from, to],
  );
  const pressed = useRef<string | null>(null);
  const clicked = useRef<string | null>(null);
  const set = (a: string, b: string) => {
    if (a !== b) choose(a < b ? `${a}${between}${b}` : `${b}${between}${a}`);
  };

  return {
    reading,
    toggle: () => choose(reading ? null : `${from}${between}${to}`),
    /** Moves one end by a slider; the two stay at least a day apart. */
    setFrom: (day: string) => reading && set(earlier(day, formatDay(parseDay(reading.to) - 1)), reading.to),
    setTo: (day: string) => reading && set(reading.from, later(day, formatDay(parseDay(reading.from) + 1))),
    press: (day: string) => {
      pressed.current = day;
    },
    drag: (day: string) => {
      if (pressed.current === null || pressed.current === day) return;
      clicked.current = null;
      set(pressed.current, day);
    },
    release: (day: string) => {
      const isClick = pressed.current === day;
      pressed.current = null;
      if (!isClick) return;
      if (clicked.current === null) {
        clicked.current = day;
        set(day, day < to ? to : from);
      } else {
        set(clicked.current, day);
        clicked.current = null;
      }
    },
  };
}

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);
