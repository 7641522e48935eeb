// What a page loads later is loaded already, so that no test waits for it.
import "@/lib/client/store/board-answers";
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { CardPanel, cardBody } from "@/components/board/card-panel/card-panel";
import { type BoardContextValue, BoardProvider } from "@/components/board/context/board-context";
import type { CardFocus } from "@/components/board/layout/card-focus";
import type { BoardApi } from "@/lib/client/store/board-api";
import { BoardStore } from "@/lib/client/store/board-store";
import type { CardDetail } from "@/lib/contracts/card";
import { answerWith, button, lendBrowser, show } from "../../../../support/dialogs";
import { buildBoard, buildCard, idOf } from "../../../client/board/board-fixture";

beforeAll(lendBrowser);
afterEach(() => {
  cleanup();
  cardBody.loaded = null;
  vi.restoreAllMocks();
});

const detailOf = (word: string): CardDetail => ({
  ...buildCard(word),
  blocks: [],
  limitBreaches: [],
  confirmedPolicyIds: [],
  boardId: idOf("board"),
  description: "",
  archivedAt: null,
  updatedAt: "2026-03-02T09:00:00.000Z",
  createdById: null,
});

const Body: NonNullable<typeof cardBody.loaded> = ({ card }) => <p>{`All of ${card.title}`}</p>;

function open() {
  answerWith({
    [`GET /cards/${idOf("a")}`]: () => detailOf("a"),
    [`GET /cards/${idOf("b")}`]: () => detailOf("b"),
  });
  const store = new BoardStore(buildBoard({ todo: ["a", "b"] }), {} as BoardApi);
  const focus = { returnTo: vi.fn() } as Partial<CardFocus> as CardFocus;
  const context = { store, focus, closeCard: vi.fn() };
  const panel = (word: string) => (
    <BoardProvider value={context as Partial<BoardContextValue> as BoardContextValue}>
      <button type="button">Behind</button>
      <CardPanel key={word} reference={idOf(word)} cardId={idOf(word)} />
    </BoardProvider>
  );
  const { user, showInstead } = show(panel("a"));
  const rename = (title: string) =>
    act(() =>
      store.applyEvent({
        type: "card.updated",
        version: 11,
        cardId: idOf("a"),
        card: buildCard("a", { version: 2, title }),
      } as Parameters<BoardStore["applyEvent"]>[0]),
    );
  return { ...context, user, rename, showCard: (word: string) => showInstead(panel(word)) };
}

const heading = () => screen.getByRole("heading");

test("the panel is open before its content has come, hears of changes, and closes", async () => {
  vi.spyOn(cardBody, "load").mockReturnValue(new Promise(() => undefined));
  const { user, rename, closeCard } = open();
  await act(async () => undefined);
  expect(screen.getByText("Reading the card…")).toBeTruthy();
  expect(document.activeElement).toBe(heading());
  rename("Renamed");
  expect(heading().textContent).toContain("Renamed");
  await user.keyboard("{Escape}");
  expect(closeCard).toHaveBeenCalled();
});

test("content that could not be had is tried again", async () => {
  const load = vi.spyOn(cardBody, "load").mockRejectedValueOnce(new Error("Failed to load chunk"));
  const { user } = open();
  await screen.findByText("The card cannot be shown just now.");
  load.mockResolvedValueOnce(Body);
  await user.click(button("Try again"));
  expect(await screen.findByText("All of a")).toBeTruthy();
});

test("from card to card the focus goes straight to the next one, never to what is behind", async () => {
  cardBody.loaded = Body;
  const { showCard } = open();
  await screen.findByText("All of a");
  const focused: (string | null)[] = [];
  document.addEventListener("focusin", ({ target }) => focused.push((target as Element).textContent));
  showCard("b");
  expect(document.activeElement).toBe(heading());
  expect(heading().textContent).toContain("b");
  await screen.findByText("All of b");
  expect(focused).not.toContain("Behind");
  expect(document.activeElement).toBe(heading());
});
