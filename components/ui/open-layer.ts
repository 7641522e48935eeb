/** Dialogs, sheets, menus, popovers and lists to choose from, as they stand in the page while they are open. */
const layers = ["dialog", "alertdialog", "menu", "listbox"].map((role) => `[role=${role}]`).join(", ");

/** The layer that an element stands in; null on the page itself. */
export function layerOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>(layers);
}

/** The uppermost layer that is open; null while nothing lies over the page. What is behind one must not act. */
export function findOpenLayer(): HTMLElement | null {
  const open = layers.replaceAll("]", "][data-state=open]");
  return [...document.querySelectorAll<HTMLElement>(open)].at(-1) ?? null;
}
