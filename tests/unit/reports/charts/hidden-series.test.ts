import { describe, expect, test } from "vitest";
import { readHidden, toggleHidden } from "@/components/reports/charts/hidden-series";

const all = ["a", "b", "c"];

describe("series that are switched off", () => {
  test("are read from an address, and what is not there is not heeded", () => {
    expect([...readHidden("c,x,a", all)]).toEqual(["a", "c"]);
    expect([...readHidden(null, all)]).toEqual([]);
  });

  test("are never all of them", () => {
    expect([...readHidden("a,b,c", all)]).toEqual([]);
    expect(toggleHidden(new Set(["a", "b"]), all, "c")).toBe("a,b");
  });

  test("are switched off and on one by one, in the order of the picture", () => {
    expect(toggleHidden(new Set(), all, "b")).toBe("b");
    expect(toggleHidden(new Set(["c"]), all, "a")).toBe("a,c");
    expect(toggleHidden(new Set(["c"]), all, "c")).toBeNull();
  });
});
