import type { CardView } from "@/lib/contracts/card";

const none: ReadonlySet<string> = new Set();

/** The cards that a person has picked out to do something with together. Nothing to do with the one that is open. */
export class CardSelection {
  private chosen = none;
  /** Where a range begins: the card that was chosen last. */
  private anchor: string | null = null;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): ReadonlySet<string> => this.chosen;

  toggle(cardId: string): void {
    const next = new Set(this.chosen);
    if (!next.delete(cardId)) next.add(cardId);
    this.anchor = cardId;
    this.change(next);
  }

  /** Chooses everything from the card chosen last up to this one, in a column as it is shown; else this one alone. */
  extendTo(cardId: string, shown: readonly CardView[]): void {
    const [from, to] = [this.anchor, cardId].map((id) => shown.findIndex((card) => card.id === id));
    if (from === undefined || to === undefined || from < 0 || to < 0) {
      this.add([cardId], cardId);
    } else {
      const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
      this.add(
        range.map((card) => card.id),
        this.anchor,
      );
    }
  }

  clear(): void {
    this.anchor = null;
    if (this.chosen.size > 0) this.change(none);
  }

  private add(cardIds: readonly string[], anchor: string | null): void {
    this.anchor = anchor;
    this.change(new Set([...this.chosen, ...cardIds]));
  }

  private change(next: ReadonlySet<string>): void {
    this.chosen = next;
    for (const listener of this.listeners) listener();
  }
}
