/** Text as it is compared: composed (NFC), single-spaced, without case; diacritics count as typed. */
export function foldText(text: string): string {
  const spaced = text.normalize("NFC").trim().replace(/\s+/gu, " ");
  return spaced.toUpperCase().toLowerCase().normalize("NFC");
}
