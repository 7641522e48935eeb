import { format } from "node:util";
import { afterAll, afterEach, expect } from "vitest";

/** What was written since the last test. A test that expects such words takes the console itself, by `vi.spyOn`. */
const written: string[] = [];

for (const kind of ["error", "warn"] as const) {
  console[kind] = (...values: unknown[]) => void written.push(`console.${kind}: ${format(...values)}`);
}

/** React, jsdom and libraries tell of faults on the console, where nobody looks while tests pass. */
function expectSilence(): void {
  expect(written.splice(0)).toEqual([]);
}

afterEach(expectSilence);
afterAll(expectSilence);
