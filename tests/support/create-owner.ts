import { execFileSync } from "node:child_process";
import { owner, productEnvironment } from "./product";

/** Creates the owner at the command line, as an administrator would, while the server runs. */
export default function createOwner(): void {
  const args = ["scripts/admin.mjs", "create-user", "--owner"];
  for (const [key, value] of Object.entries(owner)) args.push(`--${key}`, value);
  try {
    execFileSync(process.execPath, args, { env: { ...process.env, ...productEnvironment }, stdio: "pipe" });
  } catch (error) {
    // A data folder left from a run that was cut off has its owner already.
    if (!String((error as { stderr?: Buffer }).stderr).includes("has an account already")) throw error;
  }
}
