import { findOpenLayer, layerOf } from "./open-layer";

/** Gives the focus to what an element stood for, wherever that is now; false where it is nowhere. */
export type Refocus = () => boolean;

/** What an element stands for that outlives it, such as a card that is drawn anew in another column; null for nothing. */
export type FocusResolver = (element: HTMLElement) => Refocus | null;

/** Somebody that had the focus. */
type Holder = { element: HTMLElement; refocus: Refocus | null };

/** As many as can be open one above the other, and what was used in between. */
const maxHolders = 30;

/**
 * Sees to it that the focus of a page never falls to its body because what had it went away.
 *
 * A thing that is drawn anew elsewhere is followed; a layer that closes gives the focus back to who had it before; in any
 * other place it goes to what is nearest. It is never taken from anything, and somebody who left a field by themselves is
 * left alone.
 */
class FocusKeeper {
  /** The last one is the newest. */
  private holders: readonly Holder[] = [];
  private readonly resolvers = new Set<FocusResolver>();
  /** Whether the newest holder was left on purpose: by a click beside it. */
  private isLeft = true;

  /** Follows the focus of the page until the returned function is called. */
  start(): () => void {
    const observer = new MutationObserver((records) => this.look(records));
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    const remember = (event: FocusEvent) => this.remember(event.target);
    const leave = (event: FocusEvent) => {
      if (event.relatedTarget !== null) return;
      // What is taken out of the page may leave this way too; the records say which it was.
      queueMicrotask(() => this.look(observer.takeRecords(), true));
    };
    document.addEventListener("focusin", remember);
    document.addEventListener("focusout", leave);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", remember);
      document.removeEventListener("focusout", leave);
      this.holders = [];
    };
  }

  /** Asks `resolver` about every element that takes the focus, until the returned function is called. */
  follow(resolver: FocusResolver): () => void {
    this.resolvers.add(resolver);
    return () => this.resolvers.delete(resolver);
  }

  /**
   * Gives the focus, if nothing has it, to the last that had it before and still can: for a layer that has closed. False
   * where there is nobody.
   */
  giveBack(): boolean {
    if (!isFocusFree()) return true;
    const layer = findOpenLayer();
    for (const { element, refocus } of this.holders.toReversed()) {
      if (element.isConnected ? canTakeFocus(element, layer) && giveFocus(element) : refocus?.()) return true;
    }
    layer?.focus();
    return layer !== null;
  }

  private remember(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement) || target === document.body) return;
    const others = this.holders.filter(
      ({ element, refocus }) => element !== target && (element.isConnected || refocus !== null),
    );
    const refocus =
      [...this.resolvers].map((resolve) => resolve(target)).find((found) => found !== null) ?? null;
    this.holders = [...others, { element: target, refocus }].slice(-maxHolders);
    this.isLeft = false;
  }

  private look(records: readonly MutationRecord[], hasBlurred = false): void {
    const newest = this.holders.at(-1);
    if (!newest || this.isLeft || !isFocusFree()) return;
    const { element } = newest;
    const removal = findRemoval(records, element);
    if (removal) this.recover(newest, removal);
    else if (hasBlurred)
      this.isLeft = document.hasFocus() && element.isConnected && !element.matches(":disabled");
    // A button that was disabled while it was busy has lost the focus to nobody.
    else if (records.some((record) => isEnabling(record, element))) giveFocus(element);
  }

  private recover({ element, refocus }: Holder, removal: MutationRecord): void {
    // A page that gives way to another one begins at its beginning.
    if ([...removal.removedNodes].some(holdsPage)) return;
    if (element.isConnected) return void giveFocus(element);
    if (refocus?.()) return;
    const isOfLayer = layerOf(element) !== null || element.closest("[data-sonner-toast]") !== null;
    const nearest = isOfLayer ? null : findNearest(removal, isTextField(element));
    if (!nearest || !giveFocus(nearest)) this.giveBack();
  }
}

export const focusKeeper = new FocusKeeper();

/** Focuses without moving the view, unless the person goes by keys and must see where the focus is. */
export function giveFocus(element: HTMLElement): boolean {
  element.focus({ preventScroll: true });
  if (document.activeElement !== element) return false;
  if (element.matches(":focus-visible")) element.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  return true;
}

/** Whether nothing has the focus, so that giving it takes it from nobody. */
export function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || !activeElement.isConnected;
}

function findRemoval(records: readonly MutationRecord[], element: Node): MutationRecord | undefined {
  return records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(element)));
}

function isEnabling({ type, target }: MutationRecord, element: Element): boolean {
  return type === "attributes" && target === element && !element.matches(":disabled");
}

function holdsPage(node: Node): boolean {
  return node instanceof Element && (node.matches("main") || node.querySelector("main") !== null);
}

/** What can take the focus and is nearest to where something was: right behind it, else before it, else further out. */
function findNearest({ target, previousSibling }: MutationRecord, mayType: boolean): HTMLElement | null {
  const scope = target instanceof Element ? target.closest("[role=dialog], [role=alertdialog], main") : null;
  if (!scope) return null;
  const fits = (element: HTMLElement) => canTakeFocus(element, null) && (mayType || !isTextField(element));
  let parent: Node = target;
  let before = previousSibling?.parentNode === target ? previousSibling : null;
  let after = before ? before.nextSibling : target.firstChild;
  for (;;) {
    for (let node = after; node; node = node.nextSibling) {
      const found = tabStopsIn(node).find(fits);
      if (found) return found;
    }
    for (let node = before; node; node = node.previousSibling) {
      const found = tabStopsIn(node).findLast(fits);
      if (found) return found;
    }
    if (parent === scope || !parent.parentNode) return null;
    before = parent.previousSibling;
    after = parent.nextSibling;
    parent = parent.parentNode;
  }
}

const tabStops = "a[href], button, input, select, textarea, summary, [tabindex]";

function tabStopsIn(node: Node): HTMLElement[] {
  if (!(node instanceof HTMLElement)) return [];
  const inside = [...node.querySelectorAll<HTMLElement>(tabStops)];
  return (node.matches(tabStops) ? [node, ...inside] : inside).filter(({ tabIndex }) => tabIndex >= 0);
}

function canTakeFocus(element: HTMLElement, layer: HTMLElement | null): boolean {
  if (layer && !layer.contains(element)) return false;
  if (element.matches(":disabled") || element.closest("[inert]")) return false;
  return element.checkVisibility?.({ visibilityProperty: true }) ?? true;
}

/** Whether focusing it brings up the keyboard of a phone. */
function isTextField(element: HTMLElement): boolean {
  return element.matches(
    "textarea, [contenteditable=true], input:not([type=checkbox], [type=radio], [type=button])",
  );
}
