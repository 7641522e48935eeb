// What a page loads later is loaded already, so that no test waits for it.
import "@/components/layout/leave-question";
import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { LeaveDialog } from "@/components/layout/leave-dialog";
import { guardLeaving, leavingNow } from "@/lib/client/leaving/leave-guard";
import { button, lendBrowser, show } from "../../../support/dialogs";

const push = vi.hoisted(() => vi.fn());
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));

beforeAll(lendBrowser);
let endGuard = () => {};
afterEach(() => {
  cleanup();
  leavingNow()?.stay();
  endGuard();
  push.mockClear();
});

/** A page with a link, on which something would be lost. */
async function leave() {
  window.history.replaceState(null, "", "/settings");
  endGuard = guardLeaving(() => "The name is not saved.");
  const { user } = show(
    <>
      <a href="/flow?team=1#top">All boards</a>
      <LeaveDialog />
    </>,
  );
  await user.click(screen.getByRole("link"));
  await screen.findByRole("alertdialog");
  return user;
}

test("who follows a link is told what would be lost, and the safe answer has the focus", async () => {
  await leave();
  expect(screen.getByRole("alertdialog").textContent).toContain("The name is not saved.");
  expect(document.activeElement).toBe(button("Stay"));
  expect(push).not.toHaveBeenCalled();
});

test.each([
  ["Stay", "{Enter}"],
  ["Escape", "{Escape}"],
])("%s stays", async (_, key) => {
  const user = await leave();
  await user.keyboard(key);
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(push).not.toHaveBeenCalled();
});

test("Leave goes where the link leads", async () => {
  const user = await leave();
  await user.keyboard("{Tab}{Enter}");
  expect(push.mock.calls).toEqual([["/flow?team=1#top"]]);
  expect(screen.queryByRole("alertdialog")).toBeNull();
});
