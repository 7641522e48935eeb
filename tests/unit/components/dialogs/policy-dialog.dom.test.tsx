import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { PolicyDialog } from "@/components/board/dialogs/policy-dialog";
import { button, isDisabled, lendBrowser, show } from "../../../support/dialogs";

beforeAll(lendBrowser);
afterEach(cleanup);

const request = {
  about: "policy" as const,
  what: "Moving KEY-1 to Done",
  title: "Review asks for more",
  policies: [
    { id: "tested", text: "It is tested" },
    { id: "told", text: "The customer knows" },
  ],
};

function ask() {
  const onAnswer = vi.fn();
  const dialog = (open: boolean) => <PolicyDialog request={open ? request : null} onAnswer={onAnswer} />;
  const { user, showInstead } = show(dialog(true));
  return {
    onAnswer,
    user,
    openAnew: () => {
      showInstead(dialog(false));
      showInstead(dialog(true));
    },
  };
}
const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });

test("the card goes on only when all of it is confirmed; the keys suffice", async () => {
  const { user, onAnswer } = ask();
  expect(isDisabled(button("Confirm and move"))).toBe(true);
  box("It is tested").focus();
  await user.keyboard(" ");
  expect(isDisabled(button("Confirm and move"))).toBe(true);
  await user.tab();
  expect(document.activeElement).toBe(box("The customer knows"));
  await user.keyboard(" ");
  button("Confirm and move").focus();
  await user.keyboard("{Enter}");
  expect(onAnswer.mock.calls).toEqual([[{ confirmedPolicyIds: ["tested", "told"] }]]);
});

test("a tick that is taken back is no confirmation", async () => {
  const { user } = ask();
  await user.click(box("It is tested"));
  await user.click(box("The customer knows"));
  await user.click(box("It is tested"));
  expect(isDisabled(button("Confirm and move"))).toBe(true);
});

test.each([
  ["Not yet", (user: ReturnType<typeof ask>["user"]) => user.click(button("Not yet"))],
  ["Escape", (user: ReturnType<typeof ask>["user"]) => user.keyboard("{Escape}")],
])("%s declines, and nothing stays confirmed for the next time", async (_, decline) => {
  const { user, onAnswer, openAnew } = ask();
  await user.click(box("It is tested"));
  await decline(user);
  expect(onAnswer.mock.calls).toEqual([[null]]);
  openAnew();
  expect(box("It is tested").getAttribute("aria-checked") ?? String(box("It is tested").checked)).toBe(
    "false",
  );
});
