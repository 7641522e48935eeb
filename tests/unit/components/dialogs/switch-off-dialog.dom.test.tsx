// What a page loads later is loaded already, so that no test waits for it.
import "@/lib/contracts/person";
import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { SwitchOffDialog } from "@/components/administration/switch-off-dialog";
import type { PersonDetail, PersonView } from "@/lib/contracts/person";
import { answerWith, button, lendBrowser, refuse, show } from "../../../support/dialogs";
import { idOf } from "../../client/board/board-fixture";

beforeAll(lendBrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  lendBrowser();
});

const person: PersonView = {
  id: idOf("omar"),
  name: "Omar",
  email: "omar@example.test",
  administrator: false,
  disabledAt: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  lastSeenAt: null,
  sessions: 1,
  tokens: 0,
  teams: [],
};
const path = `GET /people/${person.id}`;

const work: PersonDetail["work"][number] = {
  boardId: idOf("board"),
  boardName: "Payments",
  teamName: "Core",
  openCards: 5,
  slots: [{ limitId: idOf("limit"), max: 3, count: 2 }],
  couldTakeOver: [
    { userId: idOf("ana"), name: "Ana", openCards: 1, freeSlots: 2 },
    { userId: idOf("bo"), name: "Bo", openCards: 4, freeSlots: 0 },
  ],
};

const detail = (is: Partial<PersonDetail> = {}): PersonDetail => ({
  ...person,
  onlyOwnerOf: [],
  work: [],
  ...is,
});

async function ask(answer: () => unknown) {
  answerWith({ [path]: answer });
  const onSwitchOff = vi.fn(async () => {});
  const { user } = show(<SwitchOffDialog person={person} isBusy={false} onSwitchOff={onSwitchOff} />);
  await user.click(button(/Switch off/));
  return { user, onSwitchOff };
}

test("it says what they hold and who has room, and leaves the cards with them unless told otherwise", async () => {
  const { user, onSwitchOff } = await ask(() => detail({ work: [work] }));
  const dialog = screen.getByRole("alertdialog", { name: "Switch Omar off?" });
  expect(await screen.findByText("Payments")).toBeTruthy();
  expect(dialog.textContent).toContain("5 open cards, 2 of 3 slots of their own taken");
  expect(dialog.textContent).toContain(
    "Could take over: Ana (1 open card, 2 free slots), Bo (4 open cards, no free slot)",
  );
  await user.click(button("Switch off"));
  expect(onSwitchOff.mock.calls).toEqual([[false]]);
  expect(screen.queryByRole("alertdialog")).toBeNull();
});

test("they can be taken off their cards at once", async () => {
  const { user, onSwitchOff } = await ask(() => detail({ work: [{ ...work, openCards: 1 }] }));
  await user.click(await screen.findByRole("checkbox", { name: /Take them off this card now/ }));
  await user.click(button("Switch off"));
  expect(onSwitchOff.mock.calls).toEqual([[true]]);
});

test("who becomes owner by it is told before", async () => {
  await ask(() => detail({ onlyOwnerOf: [{ id: idOf("core"), name: "Core" }] }));
  expect(await screen.findByText(/Nobody else owns "Core"/)).toBeTruthy();
  expect(screen.getByText("They are on no open card.")).toBeTruthy();
});

test("what could not be read is said, and they can be switched off all the same", async () => {
  const { user, onSwitchOff } = await ask(() => refuse(404, "not-found"));
  expect(await screen.findByText(/What they hold could not be read/)).toBeTruthy();
  await user.click(button("Switch off"));
  expect(onSwitchOff.mock.calls).toEqual([[false]]);
});

test.each([
  ["Cancel", (user: Awaited<ReturnType<typeof ask>>["user"]) => user.click(button("Cancel"))],
  ["Escape", (user: Awaited<ReturnType<typeof ask>>["user"]) => user.keyboard("{Escape}")],
])("%s leaves everything as it is, and gives the focus back", async (_, leave) => {
  const { user, onSwitchOff } = await ask(() => detail());
  await screen.findByText("They are on no open card.");
  await leave(user);
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(onSwitchOff).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(button(/Switch off/));
});
