import fc from "fast-check";
import { expect, test } from "vitest";
import { IdSet } from "@/lib/server/db/id-set";

const idBytes = 16;

function countDifferent(ids: readonly Uint8Array[]): number {
  const bytes = Buffer.concat(ids);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const set = new IdSet();
  for (let offset = 0; offset < bytes.length; offset += idBytes) set.add(view, offset);
  return set.size;
}

// Bytes of few values: many ids are the same, and many others differ in one bit.
const id = fc.uint8Array({ minLength: idBytes, maxLength: idBytes, max: 1 });
const anyId = fc.uint8Array({ minLength: idBytes, maxLength: idBytes });

test("each id counts once", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(id, anyId), { maxLength: 200 }), (ids) => {
      const texts = new Set(ids.map((each) => Buffer.from(each).toString("hex")));
      expect(countDifferent([...ids, ...ids])).toBe(texts.size);
    }),
  );
});

test("more ids than there are places at first, the nil id among them", () => {
  const ids = Array.from({ length: 20_000 }, (_, number) => {
    const bytes = new Uint8Array(idBytes);
    new DataView(bytes.buffer).setUint32((number % 4) * 4, Math.floor(number / 4));
    return bytes;
  });
  const texts = new Set(ids.map((each) => Buffer.from(each).toString("hex")));
  expect(countDifferent(ids)).toBe(texts.size);
});
