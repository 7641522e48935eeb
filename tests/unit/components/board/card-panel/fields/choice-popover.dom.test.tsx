import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { ChoiceList } from "@/components/board/card-panel/fields/choice-popover";

beforeAll(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => {};
});
afterEach(cleanup);

const choices = ["Ana", "Omar", "Mara", "José"].map((name) => ({ id: `id-${name}`, name, mark: name }));

function show(onCreate?: (name: string) => void) {
  const onToggle = vi.fn();
  render(
    <ChoiceList
      label="Assignees"
      choices={choices}
      chosen={["id-Ana"]}
      onToggle={onToggle}
      onCreate={onCreate}
    />,
  );
  return { onToggle, field: screen.getByRole("combobox"), user: userEvent.setup({ delay: 40 }) };
}
const names = () => screen.queryAllByRole("option").map((option) => option.textContent);

test("typing leaves what fits, the best match first, and Enter runs the row that is lit", async () => {
  const { onToggle, field, user } = show();
  await user.type(field, "mar");
  expect(names()).toEqual(["Mara", "Omar"]);
  expect(screen.getByRole("option", { selected: true }).textContent).toBe("Mara");
  await user.keyboard("{Enter}");
  expect(onToggle.mock.calls).toEqual([["id-Mara"]]);
});

test("Backspace brings the others back; nothing found is said only where the list is empty", async () => {
  const { onToggle, field, user } = show();
  await user.type(field, "omx");
  expect(names()).toEqual([]);
  expect(screen.getByText("Nothing found.")).toBeTruthy();
  await user.keyboard("{Enter}{Backspace}");
  expect(names()).toEqual(["Omar"]);
  expect(screen.queryByText("Nothing found.")).toBeNull();
  expect(onToggle).not.toHaveBeenCalled();
});

test("a new name and Enter makes it, and touches no other", async () => {
  const onCreate = vi.fn();
  const { onToggle, field, user } = show(onCreate);
  await user.type(field, "Urgent{Enter}");
  expect(onCreate.mock.calls).toEqual([["Urgent"]]);
  expect(onToggle).not.toHaveBeenCalled();
});

test("composed and decomposed letters are the same name, and a name that is there is not made again", async () => {
  const onCreate = vi.fn();
  const { onToggle, field, user } = show(onCreate);
  fireEvent.change(field, { target: { value: "jose\u0301" } });
  expect(names()).toEqual(["José"]);
  await user.keyboard("{Enter}");
  await user.click(field);
  await user.keyboard("{Enter}");
  expect(onToggle).toHaveBeenCalledWith("id-José");
  expect(onCreate).not.toHaveBeenCalled();
});

test("the Enter that ends a composed word runs nothing", async () => {
  const { onToggle, field } = show();
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
  expect(onToggle).not.toHaveBeenCalled();
});
