import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { guardLeaving, leavingNow } from "@/lib/client/leaving/leave-guard";

const ends: (() => void)[] = [];
const guard = (reason: () => string | null) => ends.push(guardLeaving(reason));

beforeEach(() => window.history.replaceState(null, "", "/settings"));
afterEach(() => {
  leavingNow()?.stay();
  for (const end of ends.splice(0)) end();
  document.body.replaceChildren();
});

function clickLink(href: string, attributes: Record<string, string> = {}): MouseEvent {
  const link = document.createElement("a");
  link.href = href;
  for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
  document.body.append(link);
  // jsdom follows no links; the page would.
  document.body.addEventListener("click", (followed) => followed.preventDefault(), { once: true });
  const event = new MouseEvent("click", { bubbles: true, cancelable: true });
  link.dispatchEvent(event);
  return event;
}

test("a link asks once with every reason, and leaves only when told to", () => {
  guard(() => "The settings are not saved.");
  guard(() => "A move is not saved yet.");
  guard(() => "A move is not saved yet.");
  clickLink("/flow");
  expect(leavingNow()?.reasons).toEqual(["The settings are not saved.", "A move is not saved yet."]);
  const follow = vi.fn();
  leavingNow()?.leave(follow);
  expect(follow).toHaveBeenCalledExactlyOnceWith("/flow");
  expect(leavingNow()).toBeNull();
});

test.each([
  ["another tab", "/flow", { target: "_blank" }],
  ["a download", "/flow.csv", { download: "" }],
  ["a place on the same page", "/settings?tab=2#lanes", {}],
])("%s is no way out", (_, href, attributes) => {
  guard(() => "Not saved.");
  clickLink(href, attributes);
  expect(leavingNow()).toBeNull();
});

test("closing the tab asks while there is a reason, and no longer after the guard has ended", () => {
  let reason: string | null = "Not saved.";
  const end = guardLeaving(() => reason);
  const close = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(close()).toBe(true);
  reason = null;
  expect(close()).toBe(false);
  reason = "Not saved.";
  end();
  expect(close()).toBe(false);
});
