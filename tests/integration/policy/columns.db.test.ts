import "../../support/database";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { call, must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { expectSoundDatabase } from "../../support/verified";

let board: TestBoard;
beforeEach(async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 2 } },
    { name: "Review", kind: "active" },
    { name: "Done", kind: "done" },
  ]);
});
afterEach(expectSoundDatabase);

const read = (): Promise<BoardSnapshot> => must("get /boards/{id}", board.member, board.id);
const names = async () => (await read()).columns.map(({ name }) => name);
const move = (cardId: string, columnId: string, more: object = {}) =>
  call("post /cards/{id}/move", board.member, cardId, { columnId, ...more });

describe("a split column", () => {
  let done: string;
  beforeEach(async () => {
    const { columns } = await must("post /columns/{id}/split", board.lead, board.column("Doing"), {
      doneName: "Built",
    });
    done = columns[1].id;
  });

  test("has its done part to the right of it, and takes it along", async () => {
    expect(await names()).toEqual(["Ready", "Doing", "Built", "Review", "Done"]);
    await must("patch /columns/{id}", board.lead, board.column("Doing"), { position: 0 });
    expect(await names()).toEqual(["Doing", "Built", "Ready", "Review", "Done"]);
    await must("patch /columns/{id}", board.lead, board.column("Review"), { position: 1 });
    expect(await names()).toEqual(["Review", "Doing", "Built", "Ready", "Done"]);
    expect((await read()).columns[2]).toMatchObject({ kind: "queue", donePartOf: board.column("Doing") });
  });

  test("shares its limit: finishing frees no slot, moving on does", async () => {
    const first = await buildCard(board, board.member, board.column("Doing"));
    await buildCard(board, board.member, board.column("Doing"));
    expect((await move(first.id, done)).status).toBe(200);
    expect((await read()).limits[0]).toMatchObject({ count: 2, columnIds: [board.column("Doing")] });
    const third = await buildCard(board, board.member, board.column("Ready"));
    expect(await move(third.id, board.column("Doing"))).toMatchObject({
      status: 409,
      body: { limit: { max: 2, count: 2 } },
    });
    expect((await move(third.id, done)).status).toBe(409);
    await move(first.id, board.column("Review"));
    expect((await move(third.id, board.column("Doing"))).status).toBe(200);
  });

  test("a limit that names the done part is one over the column", async () => {
    const limit = await must("post /boards/{id}/limits", board.lead, board.id, {
      max: 5,
      columnIds: [done, board.column("Doing"), board.column("Review")],
    });
    expect(limit.columnIds).toEqual([board.column("Doing"), board.column("Review")]);
  });

  test("keeps its kind, and its part has none of its own", async () => {
    for (const [id, change] of [
      [board.column("Doing"), { kind: "queue" }],
      [done, { kind: "active" }],
      [done, { limit: { max: 1 } }],
      [done, { position: 0 }],
    ] as const) {
      expect((await call("patch /columns/{id}", board.lead, id, change)).status).toBe(400);
    }
    expect((await call("post /columns/{id}/split", board.lead, done)).status).toBe(400);
    expect((await call("post /columns/{id}/split", board.lead, board.column("Ready"))).status).toBe(400);
    expect((await call("post /columns/{id}/split", board.lead, board.column("Doing"))).status).toBe(409);
    expect((await call("post /columns/{id}/split", board.member, board.column("Review"))).status).toBe(403);
    await must("patch /columns/{id}", board.lead, done, { name: "Ready for review" });
  });

  test("merges with its cards, and goes with its part", async () => {
    const card = await buildCard(board, board.member, done);
    await must("post /columns/{id}/merge", board.lead, board.column("Doing"));
    expect((await read()).cards.find(({ id }) => id === card.id)?.columnId).toBe(board.column("Doing"));
    await must("post /columns/{id}/split", board.lead, board.column("Doing"));
    await must("delete /columns/{id}", board.lead, board.column("Doing"), {
      moveCardsTo: board.column("Review"),
    });
    expect(await names()).toEqual(["Ready", "Review", "Done"]);
  });
});

test("the cards of a column that goes can be archived with it", async () => {
  const kept = await buildCard(board, board.member, board.column("Doing"));
  await must("delete /columns/{id}", board.lead, board.column("Doing"), { archiveCards: "true" });
  expect(await names()).toEqual(["Ready", "Review", "Done"]);
  expect((await must("get /cards/{id}", board.member, kept.id)).archivedAt).not.toBeNull();
  expect((await call("post /cards/{id}/restore", board.member, kept.id)).status).toBe(400);
  await must("post /cards/{id}/restore", board.member, kept.id, { columnId: board.column("Ready") });
});

describe("the andon", () => {
  const pull = (reason = "Tests are red") =>
    call("post /columns/{id}/andon", board.member, board.column("Doing"), { reason });

  test("keeps new work out, lets work go on and out, and is kept with its duration", async () => {
    const inside = await buildCard(board, board.member, board.column("Doing"));
    const outside = await buildCard(board, board.member, board.column("Ready"));
    expect(await pull()).toMatchObject({ status: 200, body: { andon: { reason: "Tests are red" } } });
    expect((await pull()).status).toBe(409);
    expect(await move(outside.id, board.column("Doing"))).toMatchObject({
      status: 409,
      body: { code: "column-locked", columnId: board.column("Doing"), reason: "Tests are red" },
    });
    expect((await move(inside.id, board.column("Doing"), { afterCardId: null })).status).toBe(200);
    expect((await move(inside.id, board.column("Review"))).status).toBe(200);
    expect((await move(inside.id, board.column("Doing"))).status).toBe(409);
    await must("post /columns/{id}/andon/join", board.lead, board.column("Doing"));
    await must("post /columns/{id}/andon/join", board.lead, board.column("Doing"));
    expect((await read()).columns[1]?.andon?.helperIds).toEqual([board.lead.userId]);
    await must("delete /columns/{id}/andon/join", board.lead, board.column("Doing"));
    await must("delete /columns/{id}/andon", board.lead, board.column("Doing"));
    expect((await move(outside.id, board.column("Doing"))).status).toBe(200);
    const { items } = await must("get /boards/{id}/andons", board.viewer, board.id);
    expect(items).toMatchObject([
      { pulledById: board.member.userId, releasedById: board.lead.userId, helperIds: [] },
    ]);
    expect(items[0].durationMs).toBe(Date.parse(items[0].releasedAt) - Date.parse(items[0].pulledAt));
    expect((await call("delete /columns/{id}/andon", board.lead, board.column("Doing"))).status).toBe(404);
  });

  test("covers both parts of a split column", async () => {
    const { columns } = await must("post /columns/{id}/split", board.lead, board.column("Doing"));
    const inside = await buildCard(board, board.member, board.column("Doing"));
    const outside = await buildCard(board, board.member, board.column("Ready"));
    await must("post /columns/{id}/andon", board.member, columns[1].id, { reason: "Stop" });
    expect((await move(outside.id, columns[1].id)).body.code).toBe("column-locked");
    expect((await move(outside.id, board.column("Doing"))).body.code).toBe("column-locked");
    expect((await move(inside.id, columns[1].id)).status).toBe(200);
  });

  test("is for those who work on the board, and ends with its column", async () => {
    expect(
      (await call("post /columns/{id}/andon", board.viewer, board.column("Doing"), { reason: "Stop" }))
        .status,
    ).toBe(403);
    expect(
      (await call("post /columns/{id}/andon", board.stranger, board.column("Doing"), { reason: "Stop" }))
        .status,
    ).toBe(404);
    await pull();
    await must("delete /columns/{id}", board.lead, board.column("Doing"));
    const { items } = await must("get /boards/{id}/andons", board.lead, board.id);
    expect(items[0].releasedAt).not.toBeNull();
  });
});

describe("exit policies", () => {
  let required: string;
  beforeEach(async () => {
    const add = (text: string, isRequired: boolean) =>
      must("post /columns/{id}/policies", board.lead, board.column("Doing"), { text, required: isRequired });
    required = (await add("Reviewed by somebody else", true)).id;
    await add("Looks good", false);
  });

  test("what is required must be confirmed before the card goes on, not before it is sent back", async () => {
    const card = await buildCard(board, board.member, board.column("Doing"));
    expect(await move(card.id, board.column("Review"))).toMatchObject({
      status: 409,
      body: {
        code: "exit-policy-unmet",
        columnId: board.column("Doing"),
        policies: [{ id: required, text: "Reviewed by somebody else" }],
      },
    });
    expect((await move(card.id, board.column("Ready"))).status).toBe(200);
    await move(card.id, board.column("Doing"));
    const moved = await move(card.id, board.column("Review"), { confirmedPolicyIds: [required] });
    expect(moved.status).toBe(200);
  });

  test("a confirmation holds for one visit", async () => {
    const card = await buildCard(board, board.member, board.column("Doing"));
    const confirm = (confirmed: boolean) =>
      must("post /cards/{id}/exit-checks", board.member, card.id, { policyId: required, confirmed });
    expect(await confirm(true)).toMatchObject({ confirmedPolicyIds: [required], version: 2 });
    expect((await confirm(false)).confirmedPolicyIds).toEqual([]);
    await confirm(true);
    expect((await move(card.id, board.column("Review"))).status).toBe(200);
    await move(card.id, board.column("Doing"));
    expect((await move(card.id, board.column("Review"))).body.code).toBe("exit-policy-unmet");
    expect(
      (
        await call("post /cards/{id}/exit-checks", board.member, card.id, {
          policyId: board.id,
          confirmed: true,
        })
      ).status,
    ).toBe(400);
  });

  test("are changed, put in order and removed by leads", async () => {
    const policy = await must("post /columns/{id}/policies", board.lead, board.column("Doing"), {
      text: "Documented",
    });
    expect(policy).toMatchObject({ text: "Documented", required: false });
    await must("patch /policies/{id}", board.lead, policy.id, { position: 0, required: true });
    const list = async () =>
      (await must("get /columns/{id}/policies", board.viewer, board.column("Doing"))).items;
    expect((await list()).map(({ text }: { text: string }) => text)).toEqual([
      "Documented",
      "Reviewed by somebody else",
      "Looks good",
    ]);
    await must("delete /policies/{id}", board.lead, policy.id);
    expect(await list()).toHaveLength(2);
    expect((await call("patch /policies/{id}", board.member, required, { text: "No" })).status).toBe(403);
    expect((await call("patch /policies/{id}", board.stranger, required, { text: "No" })).status).toBe(404);
  });
});
