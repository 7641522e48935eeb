import { type Profiler, Session } from "node:inspector/promises";
import { expect } from "vitest";

// How much work an algorithm does, without a clock: how often each block of our code, and of the CSV parser, ran; and how
// many items and characters went through the language's own loops, which run as no block of anybody.

const counted = /\/lib\/(domain|contracts|flow|server)\/|\/csv-parse\//;

let session: Session | null = null;

/** Blocks are counted once a function is compiled anew: the profiler is begun once and never ended. */
async function takeBlocks(): Promise<number> {
  if (!session) {
    session = new Session();
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const ranges = (script: Profiler.ScriptCoverage) => script.functions.flatMap((one) => one.ranges);
  return result
    .filter(({ url }) => counted.test(url))
    .flatMap(ranges)
    .reduce((sum, { count }) => sum + count, 0);
}

/** Methods that go over what they are called on. */
const loops: [object, string[]][] = [
  [
    Array.prototype,
    [
      ...["concat", "every", "filter", "find", "findIndex", "findLast", "findLastIndex", "flat", "flatMap"],
      ...[
        "forEach",
        "includes",
        "indexOf",
        "join",
        "lastIndexOf",
        "map",
        "reduce",
        "reverse",
        "shift",
        "slice",
      ],
      ...["some", "sort", "splice", "toReversed", "toSorted", "unshift"],
    ],
  ],
  [
    String.prototype,
    [
      ...["includes", "indexOf", "lastIndexOf", "match", "matchAll", "normalize", "replace", "replaceAll"],
      ...["split", "toLowerCase", "toUpperCase", "trim"],
    ],
  ],
];

// biome-ignore lint/suspicious/noExplicitAny: methods of the language are replaced by name
type Methods = Record<string | symbol, any>;

/** Counts what goes through the language's loops while `work` runs. */
async function countLoops(work: () => unknown): Promise<number> {
  let steps = 0;
  const undo: (() => void)[] = [];
  const wrap = (owner: object, name: string | symbol, count: (self: { length: number }) => number) => {
    const methods = owner as Methods;
    const plain = methods[name];
    methods[name] = function (this: { length: number }, ...given: unknown[]) {
      steps += count(this);
      return plain.apply(this, given);
    };
    undo.push(() => {
      methods[name] = plain;
    });
  };
  for (const [owner, names] of loops) for (const name of names) wrap(owner, name, (self) => self.length);
  // Copies of lists: `[...list]`, `new Set(list)`, `f(...list)`.
  wrap(Array.prototype, Symbol.iterator, (self) => self.length);
  wrap(Object.getPrototypeOf(new Map().entries()), "next", () => 1);
  wrap(Object.getPrototypeOf(new Set().values()), "next", () => 1);
  try {
    await work();
  } finally {
    for (const back of undo.reverse()) back();
  }
  return steps;
}

/** How many steps `work` takes. */
async function countSteps(work: () => unknown): Promise<number> {
  await takeBlocks();
  const loops = await countLoops(work);
  return loops + (await takeBlocks());
}

/**
 * Twice the input takes hardly more than twice the steps: n log n at most. `make` builds an input of a size outside of what
 * is counted; `read` is what is measured.
 */
export async function expectLinear<T>(make: (size: number) => T, read: (input: T) => unknown, size = 2_000) {
  const small = make(size);
  const large = make(2 * size);
  // Once unmeasured: what is made on first use is no part of either.
  await countSteps(() => read(make(10)));
  const steps = await countSteps(() => read(small));
  const twice = await countSteps(() => read(large));
  expect(steps).toBeGreaterThan(size);
  expect(twice / steps).toBeLessThan(2.4);
}
