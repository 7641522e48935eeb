// The product for the browser tests, on a data folder that goes with it.
import { spawn } from "node:child_process";
import { removeDataFolder } from "./remove-data-folder.mjs";

const server = spawn(process.execPath, ["scripts/start.mjs"], { stdio: "inherit" });
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.once("exit", (code) => {
  removeDataFolder(process.env.SLUICE_DATA_DIR);
  process.exitCode = code ?? 1;
});
