/** Trello's colours, and the one of ours that is nearest. Each comes lighter and darker, too. */
const nearest = new Map([
  ["green", "green"],
  ["lime", "green"],
  ["yellow", "yellow"],
  ["orange", "orange"],
  ["red", "vermilion"],
  ["purple", "purple"],
  ["pink", "purple"],
  ["blue", "blue"],
  ["black", "blue"],
  ["sky", "sky"],
]);

/** The name of the nearest colour of the palette; empty, which is grey, for none and for one that Trello may add. */
export function toLabelColour(colour: string | null): string {
  return nearest.get(colour?.replace(/_(light|dark)$/, "") ?? "") ?? "";
}
