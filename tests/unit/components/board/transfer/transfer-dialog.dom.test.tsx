// What a page loads later is loaded already, so that no test waits for it.
import "@/lib/client/store/board-answers";
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type BoardContextValue, BoardProvider } from "@/components/board/context/board-context";
import { TransferDialog, transferForm } from "@/components/board/transfer/transfer-dialog";
import type { BoardApi } from "@/lib/client/store/board-api";
import { BoardStore } from "@/lib/client/store/board-store";
import type { BoardSnapshot, BoardSummary } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import { answerWith, button, isDisabled, lendBrowser, refuse, show } from "../../../../support/dialogs";
import { buildBoard, buildCard, buildLimit, idOf } from "../../../client/board/board-fixture";

beforeAll(async () => {
  lendBrowser();
  await transferForm.load();
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  lendBrowser();
});

const here = buildBoard({ todo: ["leak"] });
const { board, ...contents } = buildBoard({ doing: ["old"] }, [buildLimit(1, { mode: "reason" })]);
const support: BoardSnapshot = {
  ...contents,
  board: { ...board, id: idOf("support"), name: "Support", key: "SUP" },
  lanes: [{ id: idOf("urgent"), name: "Urgent", position: 0 }],
  labels: [],
  members: [{ userId: idOf("bo"), name: "Bo Lind", role: "member" }],
};

const listed = (word: string, name: string, role: BoardSummary["role"]): BoardSummary => ({
  ...board,
  id: idOf(word),
  name,
  role,
  teamName: "Team",
  cardCount: 0,
  createdAt: "2026-03-02T09:00:00.000Z",
  archivedAt: null,
});
const theirs = [listed("support", "Support", "member")];

const takes = {
  card: buildCard("leak", { id: idOf("new"), number: 7, columnId: idOf("doing") }),
  boardId: idOf("support"),
  boardVersion: 11,
};

/** The dialog for a card, on a page of its board. `boards`: those that this person sees; `transfer`: what comes of it. */
async function ask({
  boards = theirs,
  transfer = () => takes,
  card = buildCard("leak"),
}: {
  boards?: BoardSummary[];
  transfer?: () => unknown;
  card?: CardView;
} = {}) {
  const asked = answerWith({
    "GET /boards": () => ({ items: boards, nextCursor: null }),
    [`GET /boards/${idOf("support")}`]: () => support,
    [`POST /cards/${card.id}/transfer`]: transfer,
  });
  const context = {
    store: new BoardStore(here, { getBoard: async () => here } as Partial<BoardApi> as BoardApi),
    closeCard: vi.fn(),
    announce: vi.fn(),
  };
  const onClose = vi.fn();
  const { user } = show(
    <BoardProvider value={context as Partial<BoardContextValue> as BoardContextValue}>
      <TransferDialog card={card} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} />
    </BoardProvider>,
  );
  const sent = () => asked.filter(({ method }) => method === "POST").map(({ body }) => body);
  return { user, onClose, sent, ...context };
}

const choice = (name: string) => screen.findByRole("combobox", { name });
const move = () => button("Move card");

test("the keys choose where it goes, and the farewell says where it is", async () => {
  const { user, sent, onClose, closeCard, announce } = await ask();
  (await choice("Column")).focus();
  await user.keyboard("{Enter}rev{Enter}");
  (await choice("Lane")).focus();
  await user.keyboard("{Enter}urg{Enter}");
  await user.click(move());
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(sent()).toEqual([{ boardId: idOf("support"), columnId: idOf("review"), laneId: idOf("urgent") }]);
  expect(closeCard).toHaveBeenCalledOnce();
  expect(announce.mock.calls).toEqual([["“leak” is now SUP-7 on Support"]]);
});

test("only other boards are offered, and of those the ones where this person may add cards", async () => {
  const boards = [
    listed("board", "Product", "lead"),
    listed("seen", "Only seen", "viewer"),
    ...theirs,
    listed("sales", "Sales", "owner"),
  ];
  const { user } = await ask({ boards });
  (await choice("Board")).focus();
  await user.keyboard("{Enter}");
  const options = screen.getAllByRole("option").map(({ textContent }) => textContent);
  expect(options).toEqual(["Support, Team", "Sales, Team"]);
});

test("without such a board it says so, and there is nothing to send", async () => {
  await ask({ boards: [listed("board", "Product", "lead")] });
  expect(await screen.findByText("There is no other board that you may add cards to.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Move card" })).toBeNull();
});

test("what changes about the card is said before it goes", async () => {
  await ask({ card: buildCard("leak", { labelIds: [idOf("bug")], assigneeIds: [idOf("ana"), idOf("bo")] }) });
  const changes = await screen.findByRole("list", { name: "What changes" });
  expect([...changes.children].map(({ textContent }) => textContent)).toEqual([
    "Ana Silva will no longer be assigned, since only those who work on Support can be.",
    "Support gets a new label: Bug.",
  ]);
});

const full = () =>
  refuse(409, "wip-limit-exceeded", {
    overridable: true,
    limits: [
      {
        ...buildLimit(1, { mode: "reason", count: 1 }),
        holders: [
          { cardId: idOf("old"), number: 1, title: "old", enteredColumnAt: "2026-03-02T09:00:00.000Z" },
        ],
      },
    ],
  });

test("a full limit keeps it here; who may go over it is asked for a reason", async () => {
  const answers = [full, () => takes];
  const { user, sent, onClose } = await ask({ transfer: () => answers.shift()?.() });
  (await choice("Column")).focus();
  await user.keyboard("{Enter}doing{Enter}");
  await user.click(move());
  expect(await screen.findByText(/The card is still here\./)).toBeTruthy();
  expect(screen.getByRole("link", { name: "SUP-1 old" })).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();

  expect(isDisabled(button("Go over the limit"))).toBe(true);
  await user.click(screen.getByRole("textbox", { name: "Reason" }));
  await user.keyboard(" A customer waits ");
  await user.click(button("Go over the limit"));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(sent().at(-1)).toMatchObject({
    override: { reason: "A customer waits", limitId: idOf("limit1"), maxSeen: 1 },
  });
});

test("another column is another attempt: the refusal is forgotten", async () => {
  const { user } = await ask({ transfer: full });
  const column = await choice("Column");
  column.focus();
  await user.keyboard("{Enter}doing{Enter}");
  await user.click(move());
  await screen.findByText(/The card is still here\./);
  column.focus();
  await user.keyboard("{Enter}todo{Enter}");
  expect(screen.queryByText(/The card is still here\./)).toBeNull();
  expect(isDisabled(move())).toBe(false);
});

test.each([
  ["Keep it here", (user: Awaited<ReturnType<typeof ask>>["user"]) => user.click(button("Keep it here"))],
  ["Escape", (user: Awaited<ReturnType<typeof ask>>["user"]) => user.keyboard("{Escape}")],
])("%s sends nothing", async (_, keep) => {
  const { user, onClose, sent } = await ask();
  await choice("Column");
  await keep(user);
  expect(onClose).toHaveBeenCalledOnce();
  expect(sent()).toEqual([]);
});
