import "server-only";

const wordsOfId = 4;

/**
 * Numbers ids by the 16 bytes that PostgreSQL gives of them: 0, 1, 2 … as they are first met. For rows so many that
 * text of every id would cost more than all else.
 */
export class IdNumbers {
  #size = 0;
  #ids = new Int32Array(wordsOfId * 512);
  /** Twice as many places as ids or more: the number of an id plus 1, as near behind its own place as is free. */
  #places = new Int32Array(1024);

  /** How many different ids there were. */
  get size(): number {
    return this.#size;
  }

  numberOf(view: DataView, offset: number): number {
    const a = view.getInt32(offset);
    const b = view.getInt32(offset + 4);
    const c = view.getInt32(offset + 8);
    const d = view.getInt32(offset + 12);
    const ids = this.#ids;
    const last = this.#places.length - 1;
    let place = placeOf(a, b, c, d) & last;
    for (let known = this.#places[place]; known; known = this.#places[place]) {
      const at = (known - 1) * wordsOfId;
      if (ids[at + 3] === d && ids[at + 2] === c && ids[at + 1] === b && ids[at] === a) return known - 1;
      place = (place + 1) & last;
    }
    ids.set([a, b, c, d], this.#size * wordsOfId);
    this.#size++;
    this.#places[place] = this.#size;
    if (this.#size * wordsOfId === ids.length) this.#grow();
    return this.#size - 1;
  }

  #grow(): void {
    const ids = new Int32Array(this.#ids.length * 2);
    ids.set(this.#ids);
    const places = new Int32Array(this.#places.length * 2);
    const last = places.length - 1;
    for (let number = 0; number < this.#size; number++) {
      const [a = 0, b = 0, c = 0, d = 0] = ids.subarray(number * wordsOfId, (number + 1) * wordsOfId);
      let place = placeOf(a, b, c, d) & last;
      while (places[place]) place = (place + 1) & last;
      places[place] = number + 1;
    }
    this.#ids = ids;
    this.#places = places;
  }
}

/** Spreads ids that differ in any of their bits. */
function placeOf(a: number, b: number, c: number, d: number): number {
  const mixed = Math.imul(
    a ^ Math.imul(b ^ Math.imul(c ^ Math.imul(d, 0x9e3779b1), 0x85ebca6b), 0xc2b2ae35),
    0x27d4eb2f,
  );
  return mixed ^ (mixed >>> 15);
}
