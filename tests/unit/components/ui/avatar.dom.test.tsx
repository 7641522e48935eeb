import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Avatar } from "@/components/ui/avatar";

afterEach(cleanup);

test.each([
  ["Mia Chen", "MC"],
  ["Mia Chen (switched off)", "MC"],
  ["Mia Chen (left the team)", "MC"],
  ["Mia", "M"],
  ["(Mia)", "("],
])("the initials of %s are %s", (name, initials) => {
  render(<Avatar name={name} />);
  expect(screen.getByRole("img", { name }).textContent).toBe(initials);
});
