import { cleanup, fireEvent, screen } from "@testing-library/react";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { LeaveDialog } from "@/components/layout/leave-dialog";
import { guardLeaving, leavingNow } from "@/lib/client/leaving/leave-guard";
import { button, lendBrowser, show } from "../../../support/dialogs";

const push = vi.fn();
const router = { push } as never;

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
      <AppRouterContext.Provider value={router}>
        <LeaveDialog />
      </AppRouterContext.Provider>
    </>,
  );
  // The question is fetched when there is something to ask about.
  await import("@/components/layout/leave-question");
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

test("where the question is not there yet, the browser asks at once", async () => {
  vi.resetModules();
  const { LeaveDialog: Another } = await import("@/components/layout/leave-dialog");
  const guard = await import("@/lib/client/leaving/leave-guard");
  const confirm = vi.fn((_words: string) => false);
  vi.stubGlobal("confirm", confirm);
  show(
    <>
      <a href="/flow">All boards</a>
      <AppRouterContext.Provider value={router}>
        <Another />
      </AppRouterContext.Provider>
    </>,
  );
  endGuard = guard.guardLeaving(() => "The name is not saved.");
  fireEvent.click(screen.getByRole("link"));
  expect(confirm.mock.calls).toEqual([["Leave without saving?\n\nThe name is not saved."]]);
  expect(guard.leavingNow()).toBeNull();
  expect(push).not.toHaveBeenCalled();
});
