import "server-only";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { Slots } from "./slots";
import { Turns } from "./turns";

/** What this process does at once for the people who import. */
export const importSlots = oncePerProcess("import slots", () => ({
  uploads: new Slots("uploads", { ofPerson: 4, inAll: 12 }),
  previews: new Slots("previews", { ofPerson: 3, inAll: 6 }),
  imports: new Slots("imports", { ofPerson: 3, inAll: 6 }),
  previewTurns: new Turns(),
  importTurns: new Turns(),
}));
