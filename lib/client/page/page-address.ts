import { changeQuery } from "./report-address";

type Changes = Readonly<Record<string, string | null>>;

/** What was changed on which page at which step of the history, since the reader last went to another. */
let changed: { pathname: string; steps: number; changes: Changes } = { pathname: "", steps: 0, changes: {} };

if (typeof window !== "undefined") {
  window.addEventListener("popstate", () => {
    changed = { pathname: "", steps: 0, changes: {} };
  });
}

/**
 * Changes members of the address without a navigation; null takes one out. `isStep`: going back undoes it.
 *
 * The router writes the address of each of its renders back, and a slow one may come after a newer change. So every
 * change repeats the earlier ones of the page, and none is lost. A link that was followed since has ended them.
 */
export function changeAddress(changes: Changes, { isStep = false } = {}): void {
  const { pathname, search, hash } = window.location;
  const isSamePage = changed.pathname === pathname && changed.steps === window.history.length;
  const all = { ...(isSamePage && changed.changes), ...changes };
  const address = pathname + changeQuery(search, all) + hash;
  if (isStep) window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
  changed = { pathname, steps: window.history.length, changes: all };
}
