import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cardBody } from "@/components/board/card-panel/card-panel";
import { useFetchAhead } from "@/components/board/screen/use-fetch-ahead";
import { transferForm } from "@/components/board/transfer/transfer-dialog";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function open() {
  const board = document.createElement("div");
  document.body.append(board);
  vi.spyOn(transferForm, "load").mockResolvedValue(() => null);
  const load = vi.spyOn(cardBody, "load").mockResolvedValue(() => null);
  renderHook(() => useFetchAhead({ current: board }));
  return { board, load };
}

const sign = (target: EventTarget, type: string) => target.dispatchEvent(new Event(type, { bubbles: true }));

test.each(["pointerover", "focusin", "keydown"])(
  "a first %s fetches once what may be opened next",
  async (type) => {
    const { board, load } = open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).not.toHaveBeenCalled();
    const target = type === "keydown" ? document.body : board;
    for (let count = 0; count < 3; count += 1) {
      sign(target, type);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(load).toHaveBeenCalledOnce();
  },
);

test("what failed is tried again with a later sign, and not with each", async () => {
  const { board, load } = open();
  load.mockRejectedValueOnce(new Error("Failed to load chunk"));
  for (let seconds = 0; seconds < 20; seconds += 1) {
    sign(board, "pointerover");
    await vi.advanceTimersByTimeAsync(1_000);
    if (seconds === 3) expect(load).toHaveBeenCalledOnce();
  }
  expect(load).toHaveBeenCalledTimes(2);
});
