import { useMemo } from "react";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import { formatDay, parseDay } from "@/lib/flow/calendar/calendar";
import { useViewChoice } from "../../view/use-view-choice";
import { measureSpan } from "./span";

const between = "_";

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

/** Two days as the address has them, in order; null for one day. */
function write(a: string, b: string): string | null {
  return a === b ? null : `${earlier(a, b)}${between}${later(a, b)}`;
}

/** Two days chosen with a pointer: dragged from one to the other, or clicked one after the other. */
function createPointing(from: string, to: string, choose: (days: string) => void) {
  let pressed: string | null = null;
  let clicked: string | null = null;
  const set = (a: string, b: string) => {
    const days = write(a, b);
    if (days) choose(days);
  };
  return {
    onPress: (day: string) => {
      pressed = day;
    },
    onDrag: (day: string) => {
      if (pressed === null || pressed === day) return;
      clicked = null;
      set(pressed, day);
    },
    onRelease: (day: string) => {
      const isClick = pressed === day;
      pressed = null;
      if (!isClick) return;
      if (clicked === null) set(day, day < to ? to : from);
      else set(clicked, day);
      clicked = clicked === null ? day : null;
    },
  };
}

/** The two days between which the diagram is read off, kept in the address; pointed at, or stepped by sliders. */
export function useSpan(answer: CumulativeFlowAnswer) {
  const { from, to } = answer;
  const [days, choose] = useViewChoice("flow");
  const [first = from, second = to] = days?.split(between) ?? [];
  const chosen = useMemo(
    () => (days === null ? null : (measureSpan(answer, first, second) ?? measureSpan(answer, from, to))),
    [answer, days, first, second, from, to],
  );
  const pointing = useMemo(() => createPointing(from, to, choose), [from, to, choose]);
  return {
    chosen,
    pointing,
    toggle: () => choose(chosen ? null : write(from, to)),
    /** Moves one end by a slider; the two stay at least a day apart. */
    setFrom: (day: string) =>
      chosen && choose(write(earlier(day, formatDay(parseDay(chosen.to) - 1)), chosen.to)),
    setTo: (day: string) =>
      chosen && choose(write(chosen.from, later(day, formatDay(parseDay(chosen.from) + 1)))),
  };
}
