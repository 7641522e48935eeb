import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MarkdownText } from "@/components/board/card-panel/markdown/markdown-text";
import { CardTile } from "@/components/card/card-tile";
import { ErrorBoundary } from "@/components/ui/error-boundary";
import type { CardView } from "@/lib/contracts/card";

// React tells the console of every error that a boundary has caught.
beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Part({ of }: { of: string }) {
  if (of === "broken") throw new Error("cannot be drawn");
  return <p>{`part ${of}`}</p>;
}

const page = (of: string) => (
  <>
    <ErrorBoundary of={of} fallback={<p>instead</p>}>
      <Part of={of} />
    </ErrorBoundary>
    <p>the rest</p>
  </>
);

test("a part that cannot be drawn leaves the rest, and is tried again with another value", () => {
  const { rerender } = render(page("broken"));
  expect(screen.getByText("instead")).toBeTruthy();
  expect(screen.getByText("the rest")).toBeTruthy();
  rerender(page("one"));
  expect(screen.getByText("part one")).toBeTruthy();
  rerender(page("broken"));
  expect(screen.getByText("instead")).toBeTruthy();
});

const card = {
  id: "1",
  number: 7,
  title: "Whole",
  labelIds: [],
  assigneeIds: [],
  dueDate: null,
  blocked: false,
  classOfService: "standard",
  enteredColumnAt: "2026-01-01T00:00:00.000Z",
} as unknown as CardView;

test("a card that cannot be drawn is its number and title, beside the others", () => {
  const facts = {
    boardKey: "KEY",
    timeZone: "UTC",
    labels: [{ id: "a" }] as never,
    people: [],
    isDone: false,
  };
  const broken = { ...card, number: 8, title: "Broken", labelIds: null } as unknown as CardView;
  render(
    <>
      <CardTile {...facts} card={broken} />
      <CardTile {...facts} card={card} />
    </>,
  );
  expect(screen.getByText("KEY-8 · this card cannot be shown in full")).toBeTruthy();
  expect(screen.getByText("Broken")).toBeTruthy();
  expect(screen.getByText("KEY-7")).toBeTruthy();
});

test.each([">".repeat(10_000), "*a_ ".repeat(25_000)])(
  "text beyond the bounds is shown whole (%#)",
  (text) => {
    const { container } = render(<MarkdownText text={text} />);
    expect(container.textContent).toContain(text);
    expect(container.querySelectorAll("*").length).toBeLessThan(10);
  },
);
