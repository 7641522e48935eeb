import { focusKeeper } from "./focus-keeper";

/** When a dialog closes, the focus goes back to who had it before, whether or not a button opened it. */
export function giveBack(event: Event): void {
  if (focusKeeper.giveBack()) event.preventDefault();
}
