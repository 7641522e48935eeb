import { act, cleanup, render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import ErrorPage from "@/app/error";
import NotFound from "@/app/not-found";
import { Unreachable } from "@/lib/client/http/answer-error";
import { patience } from "@/lib/client/http/patience";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pages: [string, ReactNode][] = [
  ["of an error", <ErrorPage key="error" error={new Error("It broke.")} reset={() => undefined} />],
  ["of what is missing", <NotFound key="missing" />],
];

test.each(pages)(
  "the page %s says what waits for the server, and asks before that is left",
  async (_, page) => {
    vi.useFakeTimers();
    const end = new AbortController();
    const isAskedAbout = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    render(page);
    expect(isAskedAbout()).toBe(false);
    const sent = patience
      .deliver(() => Promise.reject(new Unreachable(null)), { signal: end.signal, isKnownAgain: true })
      .catch(() => "given up");
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(screen.getByRole("status").textContent).toContain("The server does not answer just now.");
    expect(isAskedAbout()).toBe(true);
    end.abort();
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(await sent).toBe("given up");
    expect(isAskedAbout()).toBe(false);
  },
);
