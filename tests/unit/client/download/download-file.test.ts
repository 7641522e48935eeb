import { afterEach, expect, test, vi } from "vitest";
import { downloadFile } from "@/lib/client/download/download-file";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("a file keeps its address until the browser has had time to fetch it, and not for ever", () => {
  vi.useFakeTimers();
  const link = { href: "", download: "", click: vi.fn() };
  vi.stubGlobal("document", { createElement: () => link });
  const made = vi.spyOn(URL, "createObjectURL");
  const ended = vi.spyOn(URL, "revokeObjectURL");

  downloadFile("flow.svg", new Blob(["<svg/>"]));
  expect(link.click).toHaveBeenCalledOnce();
  expect(link).toMatchObject({ download: "flow.svg", href: made.mock.results[0]?.value });
  vi.advanceTimersByTime(10_000);
  expect(ended).not.toHaveBeenCalled();

  vi.runAllTimers();
  expect(ended).toHaveBeenCalledExactlyOnceWith(link.href);
});
