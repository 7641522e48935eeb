type Print = EventTarget & { matchMedia(query: string): MediaQueryList };

/** Tells whether the page is being printed, or shown as it would be. */
export type Printing = {
  isPrinting(): boolean;
  /** Calls `listener` at every change, before the paper is laid out; the answer ends that. */
  follow(listener: () => void): () => void;
};

/** Follows the printing of a window; browsers tell of it in two ways, and some only in one of them. */
export function createPrinting(open: () => Print): Printing {
  const listeners = new Set<() => void>();
  let isPrinting = false;
  let isFollowed = false;
  const set = (next: boolean) => {
    if (isPrinting === next) return;
    isPrinting = next;
    for (const listener of listeners) listener();
  };
  const begin = () => {
    isFollowed = true;
    const page = open();
    page.addEventListener("beforeprint", () => set(true));
    page.addEventListener("afterprint", () => set(false));
    const medium = page.matchMedia("print");
    medium.addEventListener("change", () => set(medium.matches));
    isPrinting = medium.matches;
  };
  return {
    isPrinting: () => isPrinting,
    follow(listener) {
      if (!isFollowed) begin();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export const printing = createPrinting(() => window);
