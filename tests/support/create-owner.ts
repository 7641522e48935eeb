import { execFileSync } from "node:child_process";
import { owner, productEnvironment } from "./product";

/** Creates the owner at the command line, as an administrator would, while the server runs. */
export default function createOwner(): void {
  const args = ["scripts/admin.mjs", "create-user", "--owner"];
  for (const [key, value] of Object.entries(owner)) args.push(`--${key}`, value);
  execFileSync(process.execPath, args, { env: { ...process.env, ...productEnvironment }, stdio: "pipe" });
}
