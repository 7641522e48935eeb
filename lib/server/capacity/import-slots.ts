import "server-only";
import { Slots } from "./slots";
import { Turns } from "./turns";

type Kept = { uploads: Slots; previews: Slots; imports: Slots; previewTurns: Turns; importTurns: Turns };

// Kept on globalThis: one count for the process, however many times the bundler loads this module.
const kept = globalThis as { sluiceImportSlots?: Kept };

/** What this process does at once for the people who import. */
export function importSlots(): Kept {
  kept.sluiceImportSlots ??= {
    uploads: new Slots("uploads", { ofPerson: 4, inAll: 12 }),
    previews: new Slots("previews", { ofPerson: 3, inAll: 6 }),
    imports: new Slots("imports", { ofPerson: 3, inAll: 6 }),
    previewTurns: new Turns(),
    importTurns: new Turns(),
  };
  return kept.sluiceImportSlots;
}
