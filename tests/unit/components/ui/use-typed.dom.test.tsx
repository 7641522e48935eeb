import { act, cleanup, render, renderHook } from "@testing-library/react";
import { Suspense, startTransition, use, useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useTyped } from "@/components/ui/use-typed";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

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

test("a drawing of the address that is given up and made again takes no letter away", async () => {
  vi.useRealTimers();
  let goOn = () => {};
  const slow = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let say: (outside: string) => void = () => {};
  let type: (text: string) => void = () => {};
  let rest: () => void = () => {};
  // biome-ignore lint/correctness/noComponentHookFactories: of this test alone, drawn once
  function Slow({ outside }: { outside: string }) {
    if (outside !== "") use(slow);
    return null;
  }
  // biome-ignore lint/correctness/noComponentHookFactories: of this test alone, drawn once
  function Search() {
    const [outside, setOutside] = useState("");
    const [value, typeValue] = useTyped(outside, () => rest());
    say = setOutside;
    type = typeValue;
    return (
      <>
        <output>{value}</output>
        <Slow outside={outside} />
      </>
    );
  }
  const { container } = render(
    <Suspense>
      <Search />
    </Suspense>,
  );
  const isSent = new Promise<void>((resolve) => {
    rest = resolve;
  });
  act(() => type("a"));
  await isSent;
  await act(async () => startTransition(() => say("a")));
  await act(async () => type("ab"));
  await act(async () => goOn());
  expect(container.textContent).toBe("ab");
});
