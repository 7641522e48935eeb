import type { KeyboardEvent } from "react";

/** What browsers tell of a key that belongs to a word still being composed. */
const composingKeyCode = 229;

/**
 * Whether a key press is an Enter that means something here. One that only ends the composition of a word, as in
 * Japanese or Chinese, does not: in WebKit the composition is over by then, and only the key code tells.
 */
export function isEnter(event: KeyboardEvent): boolean {
  const { isComposing, keyCode } = event.nativeEvent;
  return event.key === "Enter" && !isComposing && keyCode !== composingKeyCode;
}
