import { describe, expect, test } from "vitest";
import { createPrinting } from "@/lib/client/page/printing";

/** A window whose medium the test changes. */
function openPage() {
  const medium = Object.assign(new EventTarget(), { matches: false });
  const page = Object.assign(new EventTarget(), {
    matchMedia: () => medium as unknown as MediaQueryList,
  });
  const show = (isPaper: boolean) => {
    medium.matches = isPaper;
    medium.dispatchEvent(new Event("change"));
  };
  return { page, show };
}

describe("printing", () => {
  test("is told by the events of a print, at once", () => {
    const { page } = openPage();
    const printing = createPrinting(() => page);
    const seen: boolean[] = [];
    const end = printing.follow(() => seen.push(printing.isPrinting()));
    page.dispatchEvent(new Event("beforeprint"));
    expect(seen).toEqual([true]);
    page.dispatchEvent(new Event("afterprint"));
    end();
    page.dispatchEvent(new Event("beforeprint"));
    expect(seen).toEqual([true, false]);
  });

  test("is told by the medium, and once where both tell", () => {
    const { page, show } = openPage();
    const printing = createPrinting(() => page);
    const seen: boolean[] = [];
    printing.follow(() => seen.push(printing.isPrinting()));
    show(true);
    page.dispatchEvent(new Event("beforeprint"));
    show(false);
    expect(seen).toEqual([true, false]);
  });

  test("is asked of no window before anybody follows it", () => {
    const printing = createPrinting(() => {
      throw new Error("no window");
    });
    expect(printing.isPrinting()).toBe(false);
  });
});
