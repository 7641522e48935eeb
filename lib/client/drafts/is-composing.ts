/** The key belongs to a word that is being composed, or ends it: WebKit says so by its code alone. */
export function isComposing(event: { nativeEvent: { isComposing: boolean; keyCode: number } }): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}
