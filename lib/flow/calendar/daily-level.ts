import { type Calendar, type DayNumber, type DayRange, lengthOf } from "./calendar";

/**
 * A number that changes at instants, read at the end of every day of a range. What changes at midnight belongs to the
 * day that begins. Cost: one step per change and one per day, whatever lies between.
 */
export class DailyLevel {
  readonly #calendar: Calendar;
  readonly #range: DayRange;
  readonly #changes: Int32Array;

  constructor(calendar: Calendar, range: DayRange) {
    this.#calendar = calendar;
    this.#range = range;
    this.#changes = new Int32Array(lengthOf(range));
  }

  /** Adds to the level from an instant on (epoch ms). Changes before the range raise or lower all of it. */
  change(at: number, by: number): void {
    this.changeOn(this.#calendar.dayOf(at), by);
  }

  /** The same, from a day on. */
  changeOn(day: DayNumber, by: number): void {
    const index = Math.max(0, day - this.#range.from);
    if (index < this.#changes.length) this.#changes[index] = (this.#changes[index] ?? 0) + by;
  }

  /** The level at the end of each day, in order. */
  read(): number[] {
    let level = 0;
    return Array.from(this.#changes, (change) => {
      level += change;
      return level;
    });
  }
}
