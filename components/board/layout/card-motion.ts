const durationMs = 220;
const easing = "cubic-bezier(0.2, 0, 0, 1)";
/** Beyond this many the eye follows nothing; an import or a bulk move just appears. */
const maxCardsAtOnce = 40;

/**
 * Lets cards glide from where they were to where they are when the board changes under them.
 *
 * `capture` before the change, `play` after it has been drawn. Within a list the card itself moves; from list to list
 * a copy flies above the board, since a list clips what leaves it.
 */
export class CardMotion {
  private before: ReadonlyMap<string, Spot> | null = null;
  private placedByHand: string | null = null;

  /** The card was put where it is by hand and lies there already. */
  skip(cardId: string): void {
    this.placedByHand = cardId;
  }

  capture(root: HTMLElement | null): void {
    if (!root || this.before || prefersStillness()) return;
    this.before = spotsOf(root);
  }

  play(root: HTMLElement | null): void {
    const { before, placedByHand } = this;
    this.before = null;
    this.placedByHand = null;
    if (!root || !before) return;
    const moved = [...root.querySelectorAll<HTMLElement>("[data-card-id]")].flatMap((element) => {
      const from = before.get(element.dataset.cardId ?? "");
      if (!from || element.dataset.cardId === placedByHand) return [];
      const to = spotOf(element);
      const hasMoved =
        Math.abs(from.rect.left - to.rect.left) > 1 || Math.abs(from.rect.top - to.rect.top) > 1;
      return hasMoved ? [{ element, from, to }] : [];
    });
    if (moved.length > maxCardsAtOnce) return;
    for (const { element, from, to } of moved) {
      const frames = [
        {
          transform: `translate(${from.rect.left - to.rect.left}px, ${from.rect.top - to.rect.top}px)`,
        },
        { transform: "none" },
      ];
      if (from.list === to.list) element.animate(frames, { duration: durationMs, easing });
      else fly(element, to.rect, frames);
    }
  }
}

function fly(element: HTMLElement, to: DOMRect, frames: Keyframe[]): void {
  const copy = element.cloneNode(true) as HTMLElement;
  copy.removeAttribute("data-card-id");
  copy.setAttribute("aria-hidden", "true");
  copy.inert = true;
  Object.assign(copy.style, {
    position: "fixed",
    left: `${to.left}px`,
    top: `${to.top}px`,
    width: `${to.width}px`,
    height: `${to.height}px`,
    margin: "0",
    zIndex: "40",
    pointerEvents: "none",
  });
  document.body.append(copy);
  const duration = durationMs * 1.4;
  element.animate([{ opacity: 0 }, { opacity: 0 }], { duration });
  copy.animate(frames, { duration, easing }).finished.then(
    () => copy.remove(),
    () => copy.remove(),
  );
}

type Spot = { rect: DOMRect; list: Element | null };

function spotOf(element: HTMLElement): Spot {
  return { rect: element.getBoundingClientRect(), list: element.closest("[role=list]") };
}

function spotsOf(root: HTMLElement): ReadonlyMap<string, Spot> {
  const elements = root.querySelectorAll<HTMLElement>("[data-card-id]");
  return new Map([...elements].map((element) => [element.dataset.cardId ?? "", spotOf(element)]));
}

function prefersStillness(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
