import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { changeAddress } from "@/lib/client/page/page-address";

const location = { pathname: "/", search: "", hash: "" };

/** The address as a router leaves it. */
function stand(address: string): void {
  const { pathname, search, hash } = new URL(address, "http://sluice.test");
  Object.assign(location, { pathname, search, hash });
}
const history = {
  length: 1,
  replaceState: (_: unknown, __: string, url: string) => stand(url),
  pushState: (_: unknown, __: string, url: string) => {
    history.length++;
    stand(url);
  },
};
const address = () => location.pathname + location.search + location.hash;

beforeEach(() => {
  history.length = 1;
  vi.stubGlobal("window", { location, history });
});
afterEach(() => vi.unstubAllGlobals());

test("a change keeps the rest of the address", () => {
  stand("/a?from=1#flow");
  changeAddress({ items: "5" });
  expect(address()).toBe("/a?from=1&items=5#flow");
  changeAddress({ items: null });
  expect(address()).toBe("/a?from=1#flow");
});

test("a change that the router took back comes again with the next one", () => {
  stand("/b?from=1");
  changeAddress({ items: "5" });
  stand("/b?from=1");
  changeAddress({ days: "7" });
  expect(address()).toBe("/b?from=1&items=5&days=7");
});

test("changes of one page are none of another's", () => {
  stand("/c");
  changeAddress({ items: "5" });
  stand("/d");
  changeAddress({ days: "7" });
  expect(address()).toBe("/d?days=7");
});

test("a step is one that going back undoes, and later changes keep it", () => {
  stand("/e");
  changeAddress({ card: "KEY-1" }, { isStep: true });
  expect(history.length).toBe(2);
  changeAddress({ q: "tea" });
  expect(address()).toBe("/e?card=KEY-1&q=tea");
  expect(history.length).toBe(2);
});

test("a link that was followed on the same page ends the changes before it", () => {
  stand("/f");
  changeAddress({ card: "KEY-1" }, { isStep: true });
  history.pushState(null, "", "/f?card=KEY-2");
  changeAddress({ q: "tea" });
  expect(address()).toBe("/f?card=KEY-2&q=tea");
});
