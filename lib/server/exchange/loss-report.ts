import type { Dropped } from "@/lib/contracts/import";
import { cleanLine, cutText } from "@/lib/domain/text";

/** Kinds of losses that are told apart, in the answer and while they are counted, and fields that each names, at most. */
const maxEntries = 40;
const maxKinds = 1_000;
const maxFields = 100;

/** A kind of loss: what it is, in the plural, and why it does not come in. */
export type Loss = { what: string; why: string };

type Counted = Loss & { count: number; fields: Map<string, number> };

const theRest: Loss = { what: "values of other fields", why: "Sluice has no place for them." };

const toCounts = (fields: ReadonlyMap<string, number>) =>
  [...fields].map(([field, count]) => ({ field, count }));

function toDropped({ what, why, count, fields }: Counted): Dropped {
  const counts = toCounts(fields);
  const more = counts.slice(maxFields);
  const named = counts.slice(0, maxFields);
  if (more.length > 0) {
    named.push({
      field: `${more.length.toLocaleString("en")} other fields`,
      count: more.reduce((sum, field) => sum + field.count, 0),
    });
  }
  return { what, count, why, ...(named.length > 0 && { fields: named }) };
}

/** What of a file does not come onto the board, counted while it is read, and told in few sentences. */
export class LossReport {
  readonly #kinds = new Map<string, Counted>();

  /** `order`: kinds that are told in this order, before all others. */
  constructor(order: readonly Loss[] = []) {
    for (const loss of order) this.#kindOf(loss);
  }

  #kindOf({ what, why }: Loss): Counted {
    const key = `${what}\n${why}`;
    const known = this.#kinds.get(key);
    if (known) return known;
    if (this.#kinds.size >= maxKinds && what !== theRest.what) return this.#kindOf(theRest);
    const kind = { what, why, count: 0, fields: new Map<string, number>() };
    this.#kinds.set(key, kind);
    return kind;
  }

  /** So many things that are not on the board. */
  add(loss: Loss, count: number): void {
    if (count > 0) this.#kindOf(loss).count += count;
  }

  /** How many values of a field of the file a loss takes away; they are not things of their own. */
  addField(loss: Loss, field: string, count = 1): void {
    if (count === 0) return;
    const { fields } = this.#kindOf(loss);
    const name =
      fields.has(field) || fields.size < maxKinds ? cutText(cleanLine(field), 200) : "other fields";
    fields.set(name, (fields.get(name) ?? 0) + count);
  }

  /** Every kind that occurred, in order; beyond a number of them, the smallest are summed up. */
  toList(): Dropped[] {
    const kinds = [...this.#kinds.values()].filter(({ count, fields }) => count > 0 || fields.size > 0);
    if (kinds.length <= maxEntries) return kinds.map(toDropped);
    const bySize = [...kinds].sort((a, b) => b.count - a.count);
    const told = new Set(bySize.slice(0, maxEntries - 1));
    const rest = bySize.slice(maxEntries - 1);
    const fields = new Map<string, number>();
    for (const kind of rest)
      for (const [field, count] of kind.fields) fields.set(field, (fields.get(field) ?? 0) + count);
    return [
      ...kinds.filter((kind) => told.has(kind)).map(toDropped),
      toDropped({
        ...theRest,
        what: "other things",
        why: `They are of ${rest.length.toLocaleString("en")} more kinds; the largest: ${rest
          .slice(0, 5)
          .map(({ what }) => what)
          .join(", ")}.`,
        count: rest.reduce((sum, { count }) => sum + count, 0),
        fields,
      }),
    ];
  }
}
