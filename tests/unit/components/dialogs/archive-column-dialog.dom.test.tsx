import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { ArchiveColumnDialog } from "@/components/settings/columns/archive-column-dialog";
import { type Settings, SettingsProvider } from "@/lib/client/settings/use-settings";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { answerWith, button, isDisabled, lendBrowser, show } from "../../../support/dialogs";
import { buildBoard, idOf } from "../../client/board/board-fixture";

beforeAll(lendBrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  lendBrowser();
});

/** A column of a board, with what the settings do with a change. */
function ask(snapshot: BoardSnapshot, name: string, change: Settings["change"]) {
  const column = snapshot.columns.find(({ id }) => id === idOf(name));
  if (!column) throw new Error(`No column ${name}.`);
  const onOpenChange = vi.fn();
  const { user } = show(
    <SettingsProvider value={{ snapshot, canConfigure: true, change }}>
      <ArchiveColumnDialog column={column} isOpen onOpenChange={onOpenChange} />
    </SettingsProvider>,
  );
  return { user, onOpenChange };
}

/** Does the work, as the settings do, and takes no offence. */
const doing: Settings["change"] = async (_, work) => {
  await work();
  return null;
};

/** A board whose columns say how many cards they hold. */
function counted(cards: Parameters<typeof buildBoard>[0]): BoardSnapshot {
  const board = buildBoard(cards);
  const columns = board.columns.map((column) => ({
    ...column,
    count: board.cards.filter(({ columnId }) => columnId === column.id).length,
  }));
  return { ...board, columns };
}

test("an empty column is archived at once", async () => {
  const asked = answerWith({
    [`DELETE /columns/${idOf("doing")}`]: () => new Response(null, { status: 204 }),
  });
  const { user, onOpenChange } = ask(counted({}), "doing", doing);
  expect(screen.queryByRole("combobox")).toBeNull();
  await user.click(button("Archive column"));
  expect(asked).toHaveLength(1);
  expect(onOpenChange.mock.calls).toEqual([[false]]);
});

test("cards need a place first; the keys choose it, and the column itself is none", async () => {
  const target = `DELETE /columns/${idOf("doing")}?moveCardsTo=${idOf("review")}`;
  const asked = answerWith({ [target]: () => new Response(null, { status: 204 }) });
  const { user } = ask(counted({ doing: ["a", "b"] }), "doing", doing);
  expect(isDisabled(button("Archive column"))).toBe(true);
  screen.getByRole("combobox", { name: "Move its 2 cards to" }).focus();
  await user.keyboard("{Enter}");
  const options = screen.getAllByRole("option").map(({ textContent }) => textContent);
  expect(options).toEqual(["The archive", "Todo", "Review", "Done"]);
  await user.keyboard("rev{Enter}");
  expect(isDisabled(button("Archive column"))).toBe(false);
  await user.click(button("Archive column"));
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([target]);
});

test("a refusal leaves it open, with what was chosen", async () => {
  const refused = vi.fn(async () => ({ kind: "other", title: "Full", detail: "", fields: {} }) as never);
  const { user, onOpenChange } = ask(counted({ doing: ["a"] }), "doing", refused);
  screen.getByRole("combobox", { name: "Move its card to" }).focus();
  await user.keyboard("{Enter}todo{Enter}");
  await user.click(button("Archive column"));
  expect(refused).toHaveBeenCalledOnce();
  expect(onOpenChange).not.toHaveBeenCalled();
  expect(screen.getByRole("combobox").textContent).toBe("Todo");
});

test.each([
  ["Keep it", (user: ReturnType<typeof ask>["user"]) => user.click(button("Keep it"))],
  ["Escape", (user: ReturnType<typeof ask>["user"]) => user.keyboard("{Escape}")],
])("%s changes nothing", async (_, keep) => {
  const change = vi.fn();
  const { user, onOpenChange } = ask(counted({}), "doing", change);
  await keep(user);
  expect(onOpenChange.mock.calls).toEqual([[false]]);
  expect(change).not.toHaveBeenCalled();
});
