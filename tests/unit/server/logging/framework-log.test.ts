import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeOverFrameworkLog } from "@/lib/server/logging/framework-log";
import { LoggedError } from "@/lib/server/logging/logged-error";
import { logger } from "@/lib/server/logging/logger";

const { error, warn } = console;
const watch = () => vi.spyOn(logger, "error").mockImplementation(() => {});
let line: ReturnType<typeof watch>;

beforeEach(() => {
  line = watch();
  vi.useFakeTimers();
  takeOverFrameworkLog();
});
afterEach(() => {
  Object.assign(console, { error, warn });
  vi.useRealTimers();
  line.mockRestore();
});

test("what the framework says of an error is a line, once a minute; what has been logged before is none", () => {
  console.error(new LoggedError("The file ends in the middle."));
  expect(line).not.toHaveBeenCalled();
  for (let times = 0; times < 3; times++) console.error("Oh:", new Error("no"));
  expect(line.mock.calls).toEqual([
    [{ words: expect.stringContaining("Oh: Error: no") }, "from the framework"],
  ]);
});
