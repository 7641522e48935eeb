import "../support/database";
import { expect, test } from "vitest";
import { DomainError } from "@/lib/domain/errors";
import { runOnce } from "@/lib/server/command/run-once";
import { buildActor } from "../support/actors";

const done = { status: 200, body: { done: true } };
const refused = { status: 409, body: { code: "column-locked" } };

const claimOf = async (key: string) => ({ userId: (await buildActor()).userId, key, requestHash: "same" });

test("a refusal is the answer of its key: the repeat gets it and does nothing", async () => {
  const claim = await claimOf("a");
  let works = 0;
  const refuse = async () => {
    works += 1;
    throw new DomainError("column-locked");
  };
  await expect(runOnce(claim, refuse, () => refused)).rejects.toThrow(DomainError);
  expect(await runOnce(claim, refuse, () => refused)).toEqual({ answer: refused, isRepeat: true });
  expect(works).toBe(1);
});

test("a failure that is not to be kept leaves the key free", async () => {
  const claim = await claimOf("b");
  const fail = async () => {
    throw new DomainError("busy");
  };
  await expect(runOnce(claim, fail, () => null)).rejects.toThrow(DomainError);
  expect(
    await runOnce(
      claim,
      async () => done,
      () => null,
    ),
  ).toEqual({ answer: done, isRepeat: false });
});

test("a copy that comes between a refusal and its keeping: both get the same answer, and one is given anew", async () => {
  const claim = await claimOf("c");
  const works = [
    async () => {
      throw new DomainError("column-locked");
    },
    async () => done,
  ];
  const work = async () => (await works.shift()?.()) ?? done;
  let copy: ReturnType<typeof runOnce> | undefined;
  const first = runOnce(claim, work, () => {
    copy ??= runOnce(claim, work, () => refused);
    return refused;
  });
  const [of, copied] = await Promise.all([
    first.catch(() => ({ answer: refused, isRepeat: false })),
    first.catch(() => null).then(() => copy),
  ]);
  expect(copied?.answer).toEqual(of.answer);
  expect([of.isRepeat, copied?.isRepeat].sort()).toEqual([false, true]);
});

test("the key of another request is no repeat", async () => {
  const claim = await claimOf("d");
  await runOnce(
    claim,
    async () => done,
    () => null,
  );
  const other = runOnce(
    { ...claim, requestHash: "other" },
    async () => done,
    () => refused,
  );
  await expect(other).rejects.toMatchObject({ code: "idempotency-conflict" });
});
