import { expect, test, vi } from "vitest";
import { ReleaseWatch } from "@/lib/client/http/release";

/** Tabs that hear each other, as over a BroadcastChannel. */
function openTabs(...releases: (string | null)[]): ReleaseWatch[] {
  type Ear = { postMessage: (data: unknown) => void; onmessage: BroadcastChannel["onmessage"] };
  const ears: Ear[] = [];
  return releases.map((release) => {
    const own: Ear = {
      onmessage: null,
      postMessage: (data) => {
        for (const ear of ears) if (ear !== own) ear.onmessage?.call({} as never, { data } as MessageEvent);
      },
    };
    ears.push(own);
    return new ReleaseWatch(release, own);
  });
}

test("answers of the page's own release, and of none, are no news", () => {
  const [tab] = openTabs("one") as [ReleaseWatch];
  const listener = vi.fn();
  tab.subscribe(listener);
  for (const told of ["one", null, "", "one"]) tab.note(told);
  expect(tab.getNewer()).toBeNull();
  expect(listener).not.toHaveBeenCalled();
});

test("an answer of another release is told once, and stays, whatever another server says", () => {
  const [tab] = openTabs("one") as [ReleaseWatch];
  const listener = vi.fn();
  tab.subscribe(listener);
  for (const told of ["two", "two", "one", null]) tab.note(told);
  expect(tab.getNewer()).toBe("two");
  expect(listener).toHaveBeenCalledTimes(1);
});

test("one tab that asks the server tells those that do not; a tab of the new release has no news", () => {
  const [asking, silent, fresh] = openTabs("one", "one", "two") as [ReleaseWatch, ReleaseWatch, ReleaseWatch];
  asking.note("two");
  expect([asking, silent, fresh].map((tab) => tab.getNewer())).toEqual(["two", "two", null]);
});

test("a page that does not know its own release calls none newer", () => {
  const [tab] = openTabs(null) as [ReleaseWatch];
  tab.note("two");
  expect(tab.getNewer()).toBeNull();
});
