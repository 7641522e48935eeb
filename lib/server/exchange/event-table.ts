import { invalidFile } from "@/lib/domain/errors";

/** The text by itself: a part of a longer one keeps all of that in memory. */
export function detach(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}

/** Names in the order in which they came up, each once. Throws `invalid` for more than `max`, in the words of `tooMany`. */
export class NameList {
  readonly names: string[] = [];
  readonly #indexOf = new Map<string, number>();

  constructor(
    private readonly max: number,
    private readonly tooMany: string,
  ) {}

  indexOf(name: string): number {
    const known = this.#indexOf.get(name);
    if (known !== undefined) return known;
    if (this.names.length >= this.max) throw invalidFile(this.tooMany);
    const own = detach(name);
    this.#indexOf.set(own, this.names.length);
    return this.names.push(own) - 1;
  }
}

/** The events of a log as three columns of numbers: which case, which activity, and when (epoch ms). */
export class EventTable {
  caseOf = new Uint32Array(1024);
  activityOf = new Uint32Array(1024);
  at = new Float64Array(1024);
  length = 0;

  add(caseIndex: number, activityIndex: number, at: number): void {
    if (this.length === this.at.length) this.#grow();
    this.caseOf[this.length] = caseIndex;
    this.activityOf[this.length] = activityIndex;
    this.at[this.length] = at;
    this.length++;
  }

  #grow(): void {
    const { caseOf, activityOf, at } = this;
    this.caseOf = new Uint32Array(caseOf.length * 2);
    this.activityOf = new Uint32Array(caseOf.length * 2);
    this.at = new Float64Array(caseOf.length * 2);
    this.caseOf.set(caseOf);
    this.activityOf.set(activityOf);
    this.at.set(at);
  }

  /** For each of `cases` cases, the places of its events in order of time; equal instants keep the order of the file. */
  *byCase(cases: number): Generator<Uint32Array> {
    const ends = new Uint32Array(cases + 1);
    for (let place = 0; place < this.length; place++) {
      const next = (this.caseOf[place] ?? 0) + 1;
      ends[next] = (ends[next] ?? 0) + 1;
    }
    for (let index = 1; index <= cases; index++) ends[index] = (ends[index] ?? 0) + (ends[index - 1] ?? 0);
    const order = new Uint32Array(this.length);
    const free = ends.slice();
    for (let place = 0; place < this.length; place++) {
      const index = this.caseOf[place] ?? 0;
      const at = free[index] ?? 0;
      order[at] = place;
      free[index] = at + 1;
    }
    for (let index = 0; index < cases; index++) {
      yield order
        .subarray(ends[index], ends[index + 1])
        .sort((a, b) => (this.at[a] ?? 0) - (this.at[b] ?? 0) || a - b);
    }
  }
}
