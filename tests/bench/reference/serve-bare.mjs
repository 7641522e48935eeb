// A bare server beside the product, in a process of its own as the product is.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export async function serveBare() {
  const server = spawn(process.execPath, [fileURLToPath(new URL("bare-server.mjs", import.meta.url))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(server.stdout, "data");
  return {
    address: `http://127.0.0.1:${String(port).trim()}`,
    pid: server.pid,
    stop: () => server.kill("SIGTERM"),
  };
}
