import { resolve } from "node:path";
import { root } from "../project/root.mjs";

/** Where data and secrets lie: `SLUICE_DATA_DIR`, else `.data` in the project. */
export function dataFolder(): string {
  return resolve(root, process.env.SLUICE_DATA_DIR || ".data");
}
