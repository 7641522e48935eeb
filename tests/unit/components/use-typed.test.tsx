// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useTyped } from "@/components/ui/use-typed";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function show(first: string) {
  const send = vi.fn();
  const hook = renderHook(({ outside }) => useTyped(outside, send), { initialProps: { outside: first } });
  return {
    send,
    value: () => hook.result.current[0],
    type: (text: string) => act(() => hook.result.current[1](text)),
    say: (outside: string) => hook.rerender({ outside }),
    rest: () => act(() => void vi.advanceTimersByTime(1_000)),
    leave: hook.unmount,
  };
}

test("an address that comes back late takes no letter away", () => {
  const field = show("");
  field.type("a");
  field.rest();
  field.type("ab");
  field.rest();
  field.type("abc");
  field.say("a");
  expect(field.value()).toBe("abc");
  field.say("ab");
  field.rest();
  field.say("abc");
  expect(field.value()).toBe("abc");
  expect(field.send.mock.calls).toEqual([["a"], ["ab"], ["abc"]]);
});

test("a change from outside is taken over, and what was not sent is not sent after it", () => {
  const field = show("old");
  field.type("old and more");
  field.say("");
  expect(field.value()).toBe("");
  field.rest();
  expect(field.send).not.toHaveBeenCalled();
});

test("what was typed last is sent when its field goes", () => {
  const field = show("");
  field.type("x");
  field.leave();
  expect(field.send.mock.calls).toEqual([["x"]]);
});
