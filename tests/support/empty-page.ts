import { cleanup } from "@testing-library/react";
import { afterAll, vi } from "vitest";

/** Files that need a page run on the same one, one after the other, and each leaves it as it found it. */
function emptyPage(): void {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.head.replaceChildren();
  document.body.replaceChildren();
  for (const { name } of [...document.body.attributes]) document.body.removeAttribute(name);
  localStorage.clear();
  sessionStorage.clear();
  window.history.replaceState(null, "", "/");
}

afterAll(emptyPage);
