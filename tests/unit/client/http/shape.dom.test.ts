import { afterEach, beforeEach, expect, test, vi } from "vitest";
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
  vi.advanceTimersByTime(2_000);
  expect(load).toHaveBeenCalledOnce();
});

test("a refusal is one only with a known code and words", async () => {
  const { toProblem } = await page();
  const known = { type: "about:blank", title: "No", status: 404, detail: "No", code: "not-found" };
  expect(toProblem(known)).toBe(known);
  expect(toProblem({ ...known, errors: [{ path: "a", message: "No" }] })).not.toBeNull();
  for (const wrong of [
    null,
    "no",
    { ...known, code: "of-another-release" },
    { ...known, detail: undefined },
    { ...known, status: "409" },
    { ...known, errors: {} },
    { ...known, errors: [null] },
    { ...known, errors: [{ path: "a" }] },
  ])
    expect(toProblem(wrong)).toBeNull();
});
