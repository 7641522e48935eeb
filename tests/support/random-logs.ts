import fc from "fast-check";
import type { Carried, LogEntry } from "@/lib/flow/log/step-log";
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

/** Hours before its first step at which a card was created, started and finished on another board. */
const pasts = fc
  .tuple(
    fc.integer({ min: 1, max: 90 }),
    fc.integer({ min: 0, max: 90 }),
    fc.integer({ min: 0, max: 90 }),
    fc.nat(2),
  )
  .map(([toFinish, toStart, toCreation, known]) => ({ toFinish, toStart, toCreation, known }));

type Past = typeof pasts extends fc.Arbitrary<infer T> ? T : never;

function carry(firstAt: number, { toFinish, toStart, toCreation, known }: Past): Carried {
  const finishedAt = firstAt - toFinish * hour;
  const startedAt = finishedAt - toStart * hour;
  return {
    createdAt: startedAt - toCreation * hour,
    startedAt: known > 0 ? startedAt : null,
    finishedAt: known > 1 ? finishedAt : null,
    activeMs: known > 0 ? toStart * hour * 0.5 : 0,
    blockedMs: known > 0 ? toStart * hour * 0.25 : 0,
  };
}

/**
 * Random logs of up to a dozen cards that wander through the board, leave it and come back, in order of time. Some come
 * from another board, and some go to one.
 */
export const randomLogs: fc.Arbitrary<LogEntry[]> = fc
  .array(fc.tuple(lives, fc.option(pasts, { freq: 3 }), fc.boolean()), { maxLength: 12 })
  .map((cards) =>
    cards
      .flatMap(([steps, past, isTransfer], index): LogEntry[] => {
        let time = firstInstant + index * 7 * hour;
        let present: string | null = null;
        const log: LogEntry[] = [];
        for (const [hours, columnId] of steps) {
          time += hours * hour;
          if (columnId === present) continue;
          const cardId = `card ${index}`;
          const carried = past && log.length === 0 ? { carried: carry(time, past) } : {};
          log.push({
            cardId,
            seq: log.length + 1,
            fromColumnId: present,
            toColumnId: columnId,
            at: time,
            ...carried,
          });
          present = columnId;
        }
        const last = log.at(-1);
        if (last?.toColumnId === null && isTransfer) last.isTransfer = true;
        return log;
      })
      .sort((a, b) => a.at - b.at),
  );
