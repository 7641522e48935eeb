// What the server's least requests cost: of somebody known, of nobody, and at an address that is none.
import { openClient } from "../asking.mjs";
import { workFor } from "../load.mjs";
import { countCpu } from "../processes.mjs";
import { serveBare } from "../reference/serve-bare.mjs";

const clients = 64;
const runMs = 3_000;

export async function measureDoors({ product, client, processes }) {
  const stranger = openClient({ address: product.address });
  const bare = await serveBare();
  const bareClient = openClient(bare);
  const doors = [
    ["A bare server, for comparison", () => bareClient.ask("GET", "/"), bare.pid],
    ["GET /me", () => client.ask("GET", "/api/v1/me")],
    ["GET /me without a token", () => stranger.ask("GET", "/api/v1/me")],
    ["An address of the API that is none", () => client.ask("GET", "/api/v1/no-such-thing")],
  ];
  try {
    const rows = [];
    for (const [what, ask, server = processes.server] of doors) {
      const works = Array.from({ length: clients }, () => ask);
      await workFor(runMs / 3, works);
      const usedSince = countCpu({ ...processes, server });
      const { length } = await workFor(runMs, works);
      const perRequest = usedSince().appMs / length;
      rows.push({
        what,
        reached: `CPU of the server ${perRequest.toFixed(2)} ms; ${(length / (runMs / 1_000)).toFixed(0)} a second`,
      });
    }
    return rows;
  } finally {
    stranger.close();
    bareClient.close();
    bare.stop();
  }
}
