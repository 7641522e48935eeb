import { expect, test, vi } from "vitest";
import { cardsIn } from "@/lib/client/board/model";
import { Refused, Unreachable } from "@/lib/client/http/answer-error";
import type { BoardApi } from "@/lib/client/store/board-api";
import { BoardStore } from "@/lib/client/store/board-store";
import type { CardDetail, CardView } from "@/lib/contracts/card";
import type { Problem } from "@/lib/contracts/problem";
import { buildBoard, buildCard, buildLimit, idOf } from "../board/board-fixture";

const snapshot = buildBoard({ todo: ["a", "b"], doing: ["x"] }, [buildLimit(1)]);

function problem(code: Problem["code"], over: Partial<Problem> = {}): Refused {
  return new Refused({ type: "about:blank", title: code, status: 409, detail: code, code, ...over });
}

function detail(card: CardView): CardDetail {
  return {
    ...card,
    boardId: idOf("board"),
    blocks: [],
    limitBreaches: [],
    confirmedPolicyIds: [],
    description: "",
    archivedAt: null,
    updatedAt: card.enteredColumnAt,
    createdById: null,
  };
}

function storeWith(api: Partial<BoardApi>): BoardStore {
  return new BoardStore(snapshot, api as BoardApi);
}

function titles(store: BoardStore, column: string): string[] {
  return cardsIn(store.getShown(), idOf(column)).map((card) => card.title);
}

const transition = null;

test("a move is shown at once and kept when the server agrees", async () => {
  const moveCard = vi.fn<BoardApi["moveCard"]>(async (cardId) => ({
    card: {
      ...(snapshot.cards.find((card) => card.id === cardId) as CardView),
      columnId: idOf("done"),
      version: 2,
    },
    transition,
    boardVersion: 11,
  }));
  const store = storeWith({ moveCard });
  const moving = store.moveCard(idOf("a"), { columnId: idOf("done") });
  expect(titles(store, "done")).toEqual(["a"]);
  expect(await moving).toMatchObject({ ok: true });
  expect(moveCard).toHaveBeenCalledWith(idOf("a"), {
    columnId: idOf("done"),
    expectedVersion: 1,
    override: undefined,
  });
  expect(store.getState().pending).toEqual([]);
});

test("while live, a move into a full column is not shown, yet asked for, and the refusal says who holds the slot", async () => {
  const holders = [{ cardId: idOf("x"), number: 3, title: "x", enteredColumnAt: "2026-03-02T09:00:00.000Z" }];
  const limit = { ...buildLimit(1), count: 1 };
  const moveCard = vi.fn<BoardApi["moveCard"]>(async () => {
    throw problem("wip-limit-exceeded", { limit, limits: [{ ...limit, holders }], overridable: false });
  });
  const store = storeWith({ moveCard });
  store.setLive(true);
  const moving = store.moveCard(idOf("a"), { columnId: idOf("doing") });
  expect(titles(store, "todo")).toEqual(["a", "b"]);
  expect(store.getState().pending).toEqual([]);
  expect(await moving).toMatchObject({
    ok: false,
    refusal: {
      kind: "limit",
      title: "Doing is full: 1 of 1.",
      overridable: false,
      limits: [{ count: 1, max: 1, holders: [{ cardId: idOf("x"), title: "x" }] }],
      waitingPlace: { cardId: idOf("a"), columnId: idOf("doing") },
    },
  });
  expect(moveCard).toHaveBeenCalledOnce();
  expect(titles(store, "todo")).toEqual(["a", "b"]);
});

test("a slot that only the server knows of takes the card", async () => {
  const store = storeWith({
    moveCard: async () => ({
      card: buildCard("a", { columnId: idOf("doing"), version: 2 }),
      transition,
      boardVersion: 11,
    }),
  });
  store.setLive(true);
  const moving = store.moveCard(idOf("a"), { columnId: idOf("doing") });
  expect(titles(store, "doing")).toEqual(["x"]);
  expect(await moving).toMatchObject({ ok: true });
  expect(titles(store, "doing")).toContain("a");
});

test("several cards move together, and all come back when one of them is refused", async () => {
  const limit = { ...buildLimit(1), count: 1 };
  const moveCards = vi.fn<BoardApi["moveCards"]>(async () => {
    throw problem("wip-limit-exceeded", { limit, limits: [{ ...limit, holders: [] }], cardId: idOf("b") });
  });
  const store = storeWith({ moveCards });
  const moving = store.moveCards([idOf("a"), idOf("b")], { columnId: idOf("doing") });
  expect(titles(store, "doing")).toEqual(["x", "a", "b"]);
  expect(await moving).toMatchObject({
    ok: false,
    refusal: { kind: "limit", title: "No card was moved: PRO-2 does not fit. Doing is full: 1 of 1." },
  });
  expect(titles(store, "doing")).toEqual(["x"]);
  expect(titles(store, "todo")).toEqual(["a", "b"]);
  expect(moveCards).toHaveBeenCalledWith(idOf("board"), {
    columnId: idOf("doing"),
    cardIds: [idOf("a"), idOf("b")],
  });
});

test("without a live connection the server decides, and its refusal takes the card back", async () => {
  const holders = [{ cardId: idOf("x"), number: 3, title: "x", enteredColumnAt: "2026-03-02T09:00:00.000Z" }];
  const limit = { ...buildLimit(1), count: 1 };
  const store = storeWith({
    moveCard: async () => {
      throw problem("wip-limit-exceeded", { limit, limits: [{ ...limit, holders }], overridable: false });
    },
  });
  const moving = store.moveCard(idOf("a"), { columnId: idOf("doing") });
  expect(titles(store, "doing")).toEqual(["x", "a"]);
  expect(await moving).toMatchObject({ ok: false, refusal: { kind: "limit", limits: [{ holders }] } });
  expect(titles(store, "doing")).toEqual(["x"]);
  expect(titles(store, "todo")).toEqual(["a", "b"]);
});

test("requests leave in the order of the commands, each after the answer to the one before", async () => {
  const sent: string[] = [];
  const store = storeWith({
    moveCard: async (cardId) => {
      sent.push(`start ${cardId === idOf("x") ? "x" : "a"}`);
      await Promise.resolve();
      sent.push("end");
      throw new Unreachable(null);
    },
  });
  await Promise.all([
    store.moveCard(idOf("x"), { columnId: idOf("done") }),
    store.moveCard(idOf("a"), { columnId: idOf("doing") }),
  ]);
  expect(sent).toEqual(["start x", "end", "start a", "end"]);
});

test("an edit by somebody else does not refuse a move", async () => {
  const fresh = buildCard("a", { version: 5, title: "renamed" });
  const moveCard = vi
    .fn<BoardApi["moveCard"]>()
    .mockRejectedValueOnce(problem("version-conflict"))
    .mockResolvedValueOnce({
      card: { ...fresh, columnId: idOf("done"), version: 6 },
      transition,
      boardVersion: 12,
    });
  const store = storeWith({ moveCard, getCard: async () => detail(fresh) });
  expect(await store.moveCard(idOf("a"), { columnId: idOf("done") })).toMatchObject({ ok: true });
  expect(moveCard.mock.calls[1]?.[1].expectedVersion).toBe(5);
  expect(titles(store, "done")).toEqual(["renamed"]);
});

test("a move by somebody else refuses a move, and the card is where they put it", async () => {
  const store = storeWith({
    moveCard: async () => {
      throw problem("version-conflict");
    },
    getCard: async () => detail(buildCard("a", { version: 5, columnId: idOf("review") })),
  });
  const outcome = await store.moveCard(idOf("a"), { columnId: idOf("done") });
  expect(outcome).toMatchObject({ ok: false, refusal: { kind: "conflict" } });
  expect(titles(store, "review")).toEqual(["a"]);
});

test("edits of different members of a card join; of the same one, the person decides", async () => {
  const fresh = buildCard("a", { version: 2, title: "theirs" });
  const updateCard = vi.fn<BoardApi["updateCard"]>(async (_, request) => {
    if (request.version !== 2) throw problem("version-conflict");
    return { ...fresh, dueDate: request.dueDate ?? null, version: 3 };
  });
  const base = buildCard("a");
  const store = storeWith({ updateCard, getCard: async () => detail(fresh) });
  expect(await store.editCard(base, { dueDate: "2026-04-01" })).toMatchObject({ ok: true });
  const clash = await storeWith({ updateCard, getCard: async () => detail(fresh) }).editCard(base, {
    title: "mine",
  });
  expect(clash).toMatchObject({ ok: false, refusal: { kind: "conflict" } });
});

test("a new card stands in its column until the server has numbered it", async () => {
  const store = storeWith({ createCard: async () => buildCard("new", { number: 4, position: "a5" }) });
  const creating = store.createCard({ columnId: idOf("todo"), title: "new" });
  expect(titles(store, "todo")).toEqual(["a", "b", "new"]);
  expect(cardsIn(store.getShown(), idOf("todo")).at(-1)?.number).toBe(0);
  await creating;
  expect(cardsIn(store.getShown(), idOf("todo")).map((card) => card.number)).toEqual([1, 2, 4]);
});

test("what was done is done, even where the board cannot be read after it", async () => {
  const getBoard = vi.fn(async () => {
    throw new Unreachable(null);
  });
  const work = vi.fn(async () => undefined);
  expect(await storeWith({ getBoard }).change(work)).toEqual({ ok: true, card: null });
  expect(getBoard).toHaveBeenCalledOnce();
});
