import { focusKeeper, giveFocus, isFocusFree, type Refocus } from "@/components/ui/focus-keeper";
import { byNearness } from "@/lib/client/board/nearest-card";
import type { BoardLayouts, CellLayout } from "./board-layouts";

/** A card that had the focus, among those that were shown around it. */
type Spot = { cardId: string; layout: CellLayout };

/** The card itself, or the button of its menu. */
type Part = "card" | "menu";

/**
 * Which card of the board has the focus, or shall have it. That card is in the page wherever the view has been scrolled to;
 * when it goes to another place the focus follows, and when it is gone the nearest card has it.
 */
export class CardFocus {
  private cardId: string | null = null;
  private spot: Spot | null = null;
  /** Wanted as soon as the card is drawn, as long as `from` still has the focus. */
  private wanted: { part: Part; from: Element | null } | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly layouts: BoardLayouts) {}

  /** Follows the focus on the board until the returned function is called. */
  start(root: HTMLElement): () => void {
    const ends = [
      focusKeeper.follow((element) => (root.contains(element) ? this.resolve(element) : null)),
      this.layouts.hear((layout) => {
        if (this.spot && isShownIn(layout, this.spot.cardId)) this.spot = { ...this.spot, layout };
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The card that must be drawn, since it has the focus or shall have it. */
  readonly get = (): string | null => this.cardId;

  /** Gives the focus to a card that is shown; in a folded row, to the row. False where it is not shown. */
  goTo(cardId: string, part: Part = "card"): boolean {
    const layout = this.layouts.ofCard(cardId);
    if (!layout) return false;
    if (layout.isFolded) return focusRow(layout);
    this.spot = { cardId, layout };
    this.wanted = { part, from: document.activeElement };
    this.keep(cardId);
    this.settle();
    return true;
  }

  /** The card, or where it is gone the nearest one to where it was; to be called when something that it opened closes. */
  returnTo(cardId: string | null): boolean {
    if (cardId && this.goTo(cardId)) return true;
    return this.spot !== null && this.goNear(this.spot);
  }

  /** To be called when cards have been drawn. */
  settle(): void {
    if (!this.wanted || !this.cardId) return;
    const { part, from } = this.wanted;
    if (!isFocusFree() && document.activeElement !== from) {
      this.wanted = null;
      return;
    }
    const tile = document.querySelector<HTMLElement>(`[data-card-id="${this.cardId}"]`);
    if (!tile) return;
    this.wanted = null;
    giveFocus((part === "menu" && tile.querySelector<HTMLElement>("[data-card-menu]")) || tile);
  }

  /** What has the focus on the board stands for a card; what was chosen stands for the card that was chosen last. */
  private resolve(element: HTMLElement): Refocus | null {
    const cardId = element.closest<HTMLElement>("[data-card-id]")?.dataset.cardId;
    if (!cardId)
      return element.closest("[data-selection-bar]") ? () => this.returnTo(this.spot?.cardId ?? null) : null;
    const layout = this.layouts.ofCard(cardId);
    if (layout) this.spot = { cardId, layout };
    this.keep(cardId);
    const part = element.closest("[data-card-menu]") ? "menu" : "card";
    return () => this.goTo(cardId, part) || (this.spot !== null && this.goNear(this.spot));
  }

  private goNear({ cardId, layout }: Spot): boolean {
    const { cell, cards } = layout;
    const now = this.layouts.get(cell);
    const ids = cards.map(({ id }) => id);
    const nearest = byNearness(ids, cardId).find((id) => now && isShownIn(now, id));
    if (nearest) return this.goTo(nearest);
    return focusCell(now ?? layout);
  }

  private keep(cardId: string): void {
    if (this.cardId === cardId) return;
    this.cardId = cardId;
    for (const listener of this.listeners) listener();
  }
}

function isShownIn({ cards }: CellLayout, cardId: string): boolean {
  return cards.some(({ id }) => id === cardId);
}

function focusRow({ list }: CellLayout): boolean {
  const fold = list.closest("[data-lane-row]")?.querySelector<HTMLElement>("[aria-expanded]");
  return Boolean(fold && giveFocus(fold));
}

/** Where no card is left: the way to add one, else the head of the column. */
function focusCell(layout: CellLayout): boolean {
  const { cell, list, isFolded } = layout;
  if (isFolded) return focusRow(layout);
  const column = list.closest("[data-column-id]");
  const head = document.querySelector<HTMLElement>(`[data-column-head="${cell.columnId}"] button`);
  const target = column?.querySelector<HTMLElement>("[data-quick-add]") ?? head;
  return Boolean(target && giveFocus(target));
}
