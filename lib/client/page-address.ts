import { changeQuery } from "./report-address";

/** What was changed on which page, since the reader last went back or forth. */
let changed: { pathname: string; changes: Record<string, string | null> } = { pathname: "", changes: {} };

if (typeof window !== "undefined") {
  window.addEventListener("popstate", () => {
    changed = { pathname: "", changes: {} };
  });
}

/**
 * Changes members of the address without a navigation; null takes one out.
 *
 * The router writes the address of each of its renders back, and a slow one may come after a newer change. So every
 * change repeats the earlier ones of the page, and none is lost.
 */
export function changeAddress(changes: Readonly<Record<string, string | null>>): void {
  const { pathname, search, hash } = window.location;
  const earlier = changed.pathname === pathname ? changed.changes : {};
  changed = { pathname, changes: { ...earlier, ...changes } };
  window.history.replaceState(null, "", pathname + changeQuery(search, changed.changes) + hash);
}
