import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { releaseHeader, releaseMeta } from "@/lib/contracts/release";

// The release of a page is read once, when its program is: each test has a page of its own.
const page = async () => ({
  ...(await import("@/lib/client/http/api")),
  ...(await import("@/lib/client/http/answer-error")),
  ...(await import("@/lib/client/http/shape")),
});

const contract = z.object({ name: z.string() });
const load = vi.fn(async () => contract);

beforeEach(() => {
  vi.resetModules();
  load.mockClear();
  document.head.innerHTML = `<meta name="${releaseMeta}" content="own">`;
});

// The next file's page is of no release.
afterAll(() => void vi.resetModules());
afterEach(() => {
  document.head.innerHTML = "";
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function answerWith(text: string, release?: string) {
  const headers = new Headers(release === undefined ? [] : [[releaseHeader, release]]);
  vi.stubGlobal("fetch", async () => new Response(text, { headers }));
}

test("an answer of the page's own release is taken as it is, and no contract is loaded", async () => {
  const { callApi, laterShapeOf } = await page();
  answerWith('{"name":1}', "own");
  expect(await callApi("/a", { answer: laterShapeOf(load) })).toEqual({ name: 1 });
  expect(load).not.toHaveBeenCalled();
});

test("an answer of another release is checked, and called outdated where it cannot be read", async () => {
  const { callApi, laterShapeOf, Outdated } = await page();
  const answer = laterShapeOf(load);
  answerWith('{"name":"A","more":true}', "another");
  expect(await callApi("/a", { answer })).toEqual({ name: "A" });
  answerWith('{"name":1}', "another");
  await expect(callApi("/a", { answer })).rejects.toThrow(Outdated);
});

test("an answer is called outdated where the contract went with the release", async () => {
  const { callApi, laterShapeOf, Outdated } = await page();
  answerWith('{"name":"A"}', "another");
  const answer = laterShapeOf<typeof contract>(() => Promise.reject(new Error("Failed to load chunk")));
  await expect(callApi("/a", { answer })).rejects.toThrow(Outdated);
});

test("what no release of ours has sent is checked, and what is no JSON is no answer", async () => {
  const { callApi, laterShapeOf, Unreachable } = await page();
  const call = () => callApi("/a", { method: "POST", answer: laterShapeOf(load), deliver: (send) => send() });
  for (const [text, release] of [
    ['{"proxy":"Welcome"}', undefined],
    ["<html>", "own"],
  ] as const) {
    answerWith(text, release);
    await expect(call()).rejects.toThrow(Unreachable);
  }
});

test("a page that stays loads its contracts while its release can give them, one that is left does not", async () => {
  vi.useFakeTimers();
  const { laterShapeOf, loadShapesOfStayingPage } = await page();
  laterShapeOf(load);
  const leave = loadShapesOfStayingPage();
  leave();
  vi.advanceTimersByTime(120_000);
  expect(load).not.toHaveBeenCalled();
  loadShapesOfStayingPage();
  vi.advanceTimersByTime(59_000);
  expect(load).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(load).toHaveBeenCalledOnce();
});

test("what is gone to after that minute is loaded at once, and what failed is tried again while the release is there", async () => {
  vi.useFakeTimers();
  const { callApi, laterShapeOf, loadShapesOfStayingPage, Outdated } = await page();
  loadShapesOfStayingPage();
  vi.advanceTimersByTime(61_000);
  laterShapeOf(load);
  expect(load).toHaveBeenCalledOnce();
  const away = vi.fn(async (): Promise<typeof contract> => Promise.reject(new Error("Failed to load chunk")));
  const answer = laterShapeOf(away);
  expect(away).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(away).toHaveBeenCalledTimes(2);
  answerWith('{"name":"A"}', "another");
  await expect(callApi("/a", { answer })).rejects.toThrow(Outdated);
  away.mockClear();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(away).not.toHaveBeenCalled();
});

test("a refusal is one only with a known code and words", async () => {
  const { toProblem } = await page();
  const known = { type: "about:blank", title: "No", status: 404, detail: "No", code: "not-found" };
  expect(toProblem(known)).toEqual(known);
  for (const wrong of [
    null,
    "no",
    { ...known, code: "of-another-release" },
    { ...known, detail: undefined },
    { ...known, status: "409" },
  ])
    expect(toProblem(wrong)).toBeNull();
});
