import "server-only";

const wordsOfId = 4;

/**
 * A set of ids, each given by its 16 bytes as PostgreSQL holds them: to count the different ones among so many that
 * text of them would cost more than all else.
 */
export class IdSet {
  #size = 0;
  /** At least twice as many places as ids, a power of two. An id is at its own place or as near behind it as was free. */
  #ids = new Int32Array(wordsOfId * 1024);
  #isTaken = new Uint8Array(1024);

  get size(): number {
    return this.#size;
  }

  add(view: DataView, offset: number): void {
    this.#put(
      view.getInt32(offset),
      view.getInt32(offset + 4),
      view.getInt32(offset + 8),
      view.getInt32(offset + 12),
    );
    if (this.#size * 2 > this.#isTaken.length) this.#grow();
  }

  #put(a: number, b: number, c: number, d: number): void {
    const ids = this.#ids;
    const last = this.#isTaken.length - 1;
    let place = placeOf(a, b, c, d) & last;
    let at = place * wordsOfId;
    while (this.#isTaken[place] === 1) {
      if (ids[at + 3] === d && ids[at + 2] === c && ids[at + 1] === b && ids[at] === a) return;
      place = (place + 1) & last;
      at = place * wordsOfId;
    }
    this.#isTaken[place] = 1;
    ids[at] = a;
    ids[at + 1] = b;
    ids[at + 2] = c;
    ids[at + 3] = d;
    this.#size++;
  }

  #grow(): void {
    const ids = this.#ids;
    const wasTaken = this.#isTaken;
    this.#ids = new Int32Array(ids.length * 2);
    this.#isTaken = new Uint8Array(wasTaken.length * 2);
    this.#size = 0;
    for (let place = 0; place < wasTaken.length; place++) {
      const at = place * wordsOfId;
      if (wasTaken[place] === 1)
        this.#put(ids[at] ?? 0, ids[at + 1] ?? 0, ids[at + 2] ?? 0, ids[at + 3] ?? 0);
    }
  }
}

/** Spreads ids that differ in any of their bits. */
function placeOf(a: number, b: number, c: number, d: number): number {
  let mixed = Math.imul(d, 0x9e3779b1);
  mixed = Math.imul(c ^ mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(b ^ mixed ^ (mixed >>> 15), 0xc2b2ae35);
  mixed = Math.imul(a ^ mixed ^ (mixed >>> 15), 0x27d4eb2f);
  return mixed ^ (mixed >>> 15);
}
