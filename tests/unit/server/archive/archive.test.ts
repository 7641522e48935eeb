import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ArchiveHead, pieceBytes } from "@/lib/server/archive/format";
import { planRestore } from "@/lib/server/archive/plan-restore";
import { readArchive } from "@/lib/server/archive/read-archive";
import { writeArchive } from "@/lib/server/archive/write-archive";
import { checksumOf } from "@/lib/server/db/migration-files";
import { inOrderOfNeed } from "@/lib/server/store/operation/catalogue";

const head: ArchiveHead = {
  takenAt: "2026-11-27T12:00:00.000Z",
  product: "1.2.3",
  postgres: "18.0",
  installation: null,
  migrations: [{ name: "20260101000000_tables", checksum: "a" }],
  sequences: [{ name: "card_block_id_seq", value: "9223372036854775807", isCalled: true }],
  leftOut: ["session"],
};

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function write(contents: readonly Buffer[], size = 100): Promise<Buffer> {
  async function* sections() {
    for (const [index, content] of contents.entries())
      yield {
        section: { section: "table" as const, name: `t${index}`, columns: ["a"] },
        content: inChunks(content, size),
      };
  }
  const pieces: Buffer[] = [];
  for await (const piece of writeArchive(head, sections())) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function read(bytes: Buffer, size = 1_000) {
  const contents: Buffer[] = [];
  const summary = await readArchive(inChunks(gzipSync(bytes), size), {
    async onSection(_, content) {
      const pieces: Buffer[] = [];
      for await (const piece of content) pieces.push(piece);
      contents.push(Buffer.concat(pieces));
    },
  });
  return { ...summary, contents };
}

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));

test("what was written is read, whatever the bytes and however they come", async () => {
  const sizes = fc.integer({ min: 1, max: 300 });
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { maxLength: 5 }), sizes, sizes, async (contents, out, back) => {
      const found = await read(await write(contents, out), back);
      expect(found.head).toEqual(head);
      expect(found.contents).toEqual(contents);
      expect(found.rows).toBe(
        contents.reduce((sum, one) => sum + one.filter((byte) => byte === 10).length, 0),
      );
    }),
    { numRuns: 50 },
  );
});

test("pieces are bounded, however much comes at once", async () => {
  const much = Buffer.alloc(5 * pieceBytes + 7, "x");
  const written = await write([much], much.length);
  expect((await read(written)).contents).toEqual([much]);
  expect(written.toString("latin1").match(/65536\n/g)?.length).toBe(5);
});

test("a byte that is changed, and any that is missing at the end, is noticed", async () => {
  const whole = await write([Buffer.from("1\ta\n2\tb\n"), Buffer.from("3\n")]);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ change;
      await expect(read(changed)).rejects.toThrow();
      await expect(read(whole.subarray(0, at))).rejects.toThrow(/cut off|no backup|damaged/);
    }),
    { numRuns: 200 },
  );
});

test("a kind of section from a later release is refused in words", async () => {
  const whole = (await write([Buffer.from("1\n")])).toString("latin1");
  const later = Buffer.from(whole.replace('"section":"table"', '"section":"files"'), "latin1");
  await expect(read(later)).rejects.toThrow("“files”, which this release does not know");
});

const migration = (name: string, sql = name) => ({ name, path: name, sql, checksum: checksumOf(sql) });
const had = (...names: string[]) => ({
  ...head,
  migrations: names.map((name) => ({ name, checksum: checksumOf(name) })),
});

test("an older schema is brought forward by what it lacks, one in the middle too", () => {
  const known = ["a", "b", "c"].map((name) => migration(name));
  const plan = planRestore(had("a", "c"), known);
  expect(plan.before.map(({ name }) => name)).toEqual(["a", "c"]);
  expect(plan.after.map(({ name }) => name)).toEqual(["b"]);
  expect(() => planRestore(had("a", "d"), known)).toThrow("newer release (1.2.3): its schema has d");
  expect(() => planRestore(had("a", "b"), [migration("a"), migration("b", "other")])).toThrow(
    "other scripts",
  );
});

test("a schema from before the first release is refused with what to do", () => {
  const known = [migration("a")];
  expect(() => planRestore(had("20260101000000_tables", "b"), known)).toThrow(
    /before Sluice's first release.*export each board/,
  );
});

test("tables come after those that they need", () => {
  const table = (name: string, ...needs: string[]) => ({ name, needs, columns: [] });
  const order = inOrderOfNeed([table("card", "board"), table("board", "team"), table("team")]);
  expect(order.map(({ name }) => name)).toEqual(["team", "board", "card"]);
  expect(() => inOrderOfNeed([table("a", "b"), table("b", "a")])).toThrow("in a circle");
});
