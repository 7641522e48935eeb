import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { shapeOf } from "@/lib/client/http/shape";
import { QueryProvider } from "@/lib/client/query/query-provider";
import { useAnswer } from "@/lib/client/query/use-answer";
import { usePages } from "@/lib/client/query/use-pages";

type Asked = { path: string; signal: AbortSignal; answer: (body: object, status?: number) => void };

/** Every request in its order; each is answered by hand. */
let asked: Asked[] = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", (path: string, { signal }: RequestInit & { signal: AbortSignal }) => {
    return new Promise<Response>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      asked.push({
        path: path.replace("/api/v1", ""),
        signal,
        answer: (body, status = 200) => resolve(new Response(JSON.stringify(body), { status })),
      });
    });
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const notFound = { type: "about:blank", title: "No", status: 404, detail: "No", code: "not-found" };
const shape = shapeOf(z.object({ name: z.string() }));
const paths = () => asked.map(({ path }) => path);

async function answerNext(body: object, status?: number) {
  await act(async () => asked.at(-1)?.answer(body, status));
}

function createWrapper() {
  return ({ children }: { children: ReactNode }) => <QueryProvider>{children}</QueryProvider>;
}

type Props = { path: string | null; since?: unknown[]; restMs?: number; keepsOther?: boolean; of?: string };

function renderAnswer(initialProps: Props) {
  return renderHook(
    ({ path, ...options }: Props) => useAnswer(path === null ? null : { path, answer: shape }, options),
    { wrapper: createWrapper(), initialProps },
  );
}

test("asks once, and gives what came", async () => {
  const { result } = renderAnswer({ path: "/a" });
  expect(result.current).toMatchObject({ answer: null, error: null, isBusy: true });
  await answerNext({ name: "A" });
  expect(result.current).toMatchObject({ answer: { name: "A" }, error: null, isBusy: false });
  expect(paths()).toEqual(["/a"]);
});

test("two that ask the same at the same time share one request, and one that comes later asks anew", async () => {
  const wrapper = createWrapper();
  const both = renderHook(
    () => [useAnswer({ path: "/a", answer: shape }), useAnswer({ path: "/a", answer: shape })] as const,
    { wrapper },
  );
  await answerNext({ name: "A" });
  expect(both.result.current.map(({ answer }) => answer)).toEqual([{ name: "A" }, { name: "A" }]);
  expect(paths()).toEqual(["/a"]);
  both.unmount();
  await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
  const later = renderHook(() => useAnswer({ path: "/a", answer: shape }), { wrapper });
  expect(later.result.current.answer).toBeNull();
  expect(paths()).toEqual(["/a", "/a"]);
});

test("what nobody waits for any longer is broken off, and its answer is never shown", async () => {
  const { result, rerender, unmount } = renderAnswer({ path: "/a" });
  rerender({ path: "/b" });
  expect(asked[0]?.signal.aborted).toBe(true);
  await answerNext({ name: "B" });
  expect(result.current.answer).toEqual({ name: "B" });
  rerender({ path: "/c" });
  unmount();
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false, true]);
});

test("an answer stays while the same is asked again, and that of another path only where it is to", async () => {
  const { result, rerender } = renderAnswer({ path: "/a", since: [1] });
  await answerNext({ name: "A" });
  rerender({ path: "/a", since: [2] });
  expect(result.current).toMatchObject({ answer: { name: "A" }, isBusy: true });
  await answerNext({ name: "newer A" });
  expect(result.current.answer).toEqual({ name: "newer A" });
  rerender({ path: "/b", keepsOther: true });
  expect(result.current.answer).toEqual({ name: "newer A" });
  await answerNext({ name: "B" });
  rerender({ path: "/c" });
  expect(result.current.answer).toBeNull();
});

test("an answer goes at once where what it was true of has changed, and does not come back where asking fails", async () => {
  const { result, rerender } = renderAnswer({ path: "/a", of: "five days", keepsOther: true });
  await answerNext({ name: "A" });
  rerender({ path: "/a", of: "six days", keepsOther: true });
  expect(result.current).toMatchObject({ answer: null, isBusy: true });
  await answerNext(notFound, 404);
  await waitFor(() => expect(result.current.error).toMatchObject({ name: "Refused" }));
  expect(result.current.answer).toBeNull();
  expect(paths()).toEqual(["/a", "/a"]);
});

test("a failure is told, the answer before stays, and another try may do", async () => {
  const { result } = renderAnswer({ path: "/a" });
  await answerNext({ name: "A" });
  await act(async () => void result.current.again());
  expect(result.current).toMatchObject({ isBusy: true, error: null });
  await answerNext(notFound, 404);
  await waitFor(() => expect(result.current.error).toMatchObject({ name: "Refused" }));
  expect(result.current.answer).toEqual({ name: "A" });
  await act(async () => void result.current.again());
  expect(result.current.error).toBeNull();
  await answerNext({ name: "A again" });
  expect(result.current).toMatchObject({ answer: { name: "A again" }, error: null });
  expect(paths()).toEqual(["/a", "/a", "/a"]);
});

test("a query that is only passed over is not asked", async () => {
  vi.useFakeTimers();
  try {
    const { rerender } = renderAnswer({ path: "/a", restMs: 150 });
    await act(() => vi.advanceTimersByTimeAsync(100));
    rerender({ path: "/b", restMs: 150 });
    await act(() => vi.advanceTimersByTimeAsync(149));
    expect(paths()).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(1));
    expect(paths()).toEqual(["/b"]);
  } finally {
    vi.useRealTimers();
  }
});

test("nothing is asked for null, nor again because the window is looked at or the network is back", async () => {
  const { result, rerender } = renderAnswer({ path: null });
  expect(result.current).toMatchObject({ answer: null, isBusy: false });
  expect(paths()).toEqual([]);
  rerender({ path: "/a" });
  await answerNext({ name: "A" });
  await act(async () => {
    window.dispatchEvent(new Event("focus"));
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("offline"));
    window.dispatchEvent(new Event("online"));
  });
  expect(paths()).toEqual(["/a"]);
  rerender({ path: null });
  expect(result.current.answer).toBeNull();
});

test("a browser that thinks it has no network asks all the same", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  window.dispatchEvent(new Event("offline"));
  const { result } = renderAnswer({ path: "/a" });
  await answerNext({ name: "A" });
  expect(result.current.answer).toEqual({ name: "A" });
  vi.restoreAllMocks();
  window.dispatchEvent(new Event("online"));
});

test("a list is read page by page, and from its beginning when it has changed", async () => {
  const page = shapeOf(z.object({ items: z.array(z.string()), nextCursor: z.string().nullable() }));
  const { result, rerender } = renderHook(
    ({ version }) => usePages({ path: "/list?limit=2", answer: page }, { since: [version] }),
    { wrapper: createWrapper(), initialProps: { version: 1 } },
  );
  expect(result.current).toMatchObject({ items: null, hasMore: false });
  await answerNext({ items: ["a", "b"], nextCursor: "2" });
  expect(result.current).toMatchObject({ items: ["a", "b"], hasMore: true });
  act(() => result.current.readMore());
  await answerNext({ items: ["c"], nextCursor: null });
  expect(result.current).toMatchObject({ items: ["a", "b", "c"], hasMore: false });
  rerender({ version: 2 });
  expect(result.current.items).toEqual(["a", "b", "c"]);
  await answerNext({ items: ["z", "a"], nextCursor: "2" });
  expect(result.current).toMatchObject({ items: ["z", "a"], hasMore: true });
  expect(paths()).toEqual(["/list?limit=2", "/list?limit=2&cursor=2", "/list?limit=2"]);
});

test("a list that could not be read is none, and what was read before has no more pages", async () => {
  const page = shapeOf(z.object({ items: z.array(z.string()), nextCursor: z.string().nullable() }));
  const { result, rerender } = renderHook(
    ({ path }) => usePages({ path, answer: page }, { keepsOther: true }),
    { wrapper: createWrapper(), initialProps: { path: "/list?search=a" } },
  );
  await answerNext({ items: ["a"], nextCursor: "2" });
  rerender({ path: "/list?search=b" });
  expect(result.current).toMatchObject({ items: ["a"], error: null, hasMore: false });
  await answerNext(notFound, 404);
  await waitFor(() => expect(result.current.error).toMatchObject({ name: "Refused" }));
  expect(result.current).toMatchObject({ items: null, hasMore: false });
});
