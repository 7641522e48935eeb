import fc from "fast-check";
import type { LogEntry } from "@/lib/flow/step-log";
import { at, columns, utc } from "./history";

const hour = 3_600_000;
const firstInstant = at("2026-03-01 00:00");

/** The day on which random lives begin. */
export const firstDay = utc.dayOf(firstInstant);

/** Days that hold every random life, in whatever zone. */
export const wholeRange = { from: firstDay - 2, to: firstDay + 60 };

/** One card's life: hours until each step, and the column that it enters, or null for leaving the board. */
const lives = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(...columns.map(({ id }) => id), null)),
  { minLength: 1, maxLength: 12 },
);

/** Random logs of up to a dozen cards that wander through the board, leave it and come back, in order of time. */
export const randomLogs: fc.Arbitrary<LogEntry[]> = fc.array(lives, { maxLength: 12 }).map((cards) =>
  cards
    .flatMap((steps, index): LogEntry[] => {
      let time = firstInstant + index * 7 * hour;
      let present: string | null = null;
      const log: LogEntry[] = [];
      for (const [hours, columnId] of steps) {
        time += hours * hour;
        if (columnId === present) continue;
        const cardId = `card ${index}`;
        log.push({ cardId, seq: log.length + 1, fromColumnId: present, toColumnId: columnId, at: time });
        present = columnId;
      }
      return log;
    })
    .sort((a, b) => a.at - b.at),
);
