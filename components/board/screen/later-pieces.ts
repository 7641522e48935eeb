"use client";

import { laterDialog, laterPanel } from "../dialogs/later-dialog";

export const CardPanel = laterPanel(async () => (await import("../card-panel/card-panel")).CardPanel);
export const ArchivedCards = laterDialog(
  async () => (await import("../dialogs/archived-cards")).ArchivedCards,
);
export const ShortcutsHelp = laterDialog(
  async () => (await import("../dialogs/shortcuts-help")).ShortcutsHelp,
);
export const ImportCardsDialog = laterDialog(
  async () => (await import("../import-cards/import-cards-dialog")).ImportCardsDialog,
);
export const TransferDialog = laterDialog(
  async () => (await import("../transfer/transfer-dialog")).TransferDialog,
);

/** Fetches all of them but the import of cards, which few ever open and which brings a reader of tables along. */
export function fetchPiecesAhead(): void {
  for (const piece of [CardPanel, ArchivedCards, ShortcutsHelp, TransferDialog]) piece.fetchAhead();
}
