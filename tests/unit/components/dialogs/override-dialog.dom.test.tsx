import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { OverrideDialog } from "@/components/board/dialogs/override-dialog";
import { button, isDisabled, lendBrowser, show } from "../../../support/dialogs";

beforeAll(lendBrowser);
beforeEach(() => localStorage.clear());
afterEach(cleanup);

const holder = { cardId: "card-9", number: 9, title: "Old one", enteredColumnAt: new Date().toISOString() };
const limitOf = (limitId: string, max: number) =>
  ({ limitId, max, holders: [holder], name: limitId, count: max }) as never;
const request = {
  about: "limit" as const,
  what: "Moving KEY-1 to Doing",
  title: "Doing is full: 2 of 2",
  limits: [limitOf("doing", 2), limitOf("team", 5)],
};

function ask() {
  const onAnswer = vi.fn();
  const onOpenCard = vi.fn();
  const dialog = (open: boolean) => (
    <OverrideDialog
      request={open ? request : null}
      boardKey="KEY"
      onAnswer={onAnswer}
      onOpenCard={onOpenCard}
    />
  );
  const { user, showInstead } = show(dialog(true));
  const openAnew = () => {
    showInstead(dialog(false));
    showInstead(dialog(true));
  };
  return { onAnswer, onOpenCard, user, openAnew };
}
const reason = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Reason" });

test("the reason has the focus, and nothing goes over a limit without one", async () => {
  const { user, onAnswer } = ask();
  expect(document.activeElement).toBe(reason());
  expect(isDisabled(button("Go over it"))).toBe(true);
  await user.keyboard("   ");
  expect(isDisabled(button("Go over it"))).toBe(true);
  expect(onAnswer).not.toHaveBeenCalled();
});

test("the consent has the reason, and every limit as it was seen", async () => {
  const { user, onAnswer } = ask();
  await user.keyboard(" A customer waits ");
  await user.click(button("Go over it"));
  expect(onAnswer.mock.calls).toEqual([
    [
      {
        override: {
          reason: "A customer waits",
          limitId: "doing",
          maxSeen: 2,
          also: [{ limitId: "team", maxSeen: 5 }],
        },
      },
    ],
  ]);
});

test("Escape declines, and what was typed is there the next time, until it is discarded", async () => {
  const { user, onAnswer, openAnew } = ask();
  await user.keyboard("Because{Escape}");
  expect(onAnswer.mock.calls).toEqual([[null]]);
  openAnew();
  expect(reason().value).toBe("Because");
  await user.click(button("Discard"));
  expect(reason().value).toBe("");
});

test("keeping to the limit is an answer: the reason is given up", async () => {
  const { user, onAnswer, openAnew } = ask();
  await user.keyboard("Because");
  await user.click(button("Keep to the limit"));
  expect(onAnswer.mock.calls).toEqual([[null]]);
  openAnew();
  expect(reason().value).toBe("");
  expect(screen.queryByText("Kept from before")).toBeNull();
});

test("a card that holds a slot can be looked at instead", async () => {
  const { user, onAnswer, onOpenCard } = ask();
  const [first] = screen.getAllByRole("button", { name: /KEY-9/ });
  await user.click(first as HTMLElement);
  expect(onAnswer.mock.calls).toEqual([[null]]);
  expect(onOpenCard.mock.calls).toEqual([["card-9"]]);
});
