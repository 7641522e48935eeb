import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { changeAddress } from "@/lib/client/page-address";

const location = { pathname: "/", search: "", hash: "" };

/** The address as a router leaves it. */
function stand(address: string): void {
  const { pathname, search, hash } = new URL(address, "http://sluice.test");
  Object.assign(location, { pathname, search, hash });
}
const address = () => location.pathname + location.search + location.hash;

beforeEach(() => {
  const history = { replaceState: (_: unknown, __: string, url: string) => stand(url) };
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
