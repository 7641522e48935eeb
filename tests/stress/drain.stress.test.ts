import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { newFolder } from "../support/installation";
import { findBrokenLogs, findLost } from "./checks";
import { ImpatientTraffic } from "./impatient-traffic";
import { InstalledProduct, until } from "./installed-product";
import { buildWorld } from "./world";

// A server is told to end while many people work: everybody gets an answer, or is told when to come back; nobody's line is
// cut, and what was answered is there. Once here; `npm run stress` is many rounds.

const rounds = Math.max(1, Math.ceil(Number(process.env.STRESS_SECONDS ?? 0) / 15));
const port = Number(process.env.STRESS_PORT ?? 30_000 + (process.pid % 5_000)) + 200;
const clients = 64;
const readers = 24;
/** What docs/operations.md promises. */
const maxSeconds = 20;

let product: InstalledProduct | null = null;
afterAll(() => product?.abandon());

async function status(running: InstalledProduct, path: string): Promise<number> {
  const answer = await fetch(running.addresses[0] + path).catch(() => null);
  return answer?.status ?? 0;
}

test.skipIf(!existsSync("/proc/self/environ"))(
  "a server that is told to end under load answers everybody, and then ends in order",
  async () => {
    const running = new InstalledProduct(newFolder(), port);
    product = running;
    await running.start();
    const world = await buildWorld(running, 1);
    for (let round = 0; round < rounds; round++) {
      const { rows } = await running.client.query("SELECT id FROM team WHERE name = 'Stress'");
      const traffic = new ImpatientTraffic(world);
      await traffic.begin(clients, readers, rows[0].id);
      await until(
        () => "everybody works",
        () => (traffic.seen.answers.get("200") ?? 0) > clients,
      );
      const [server] = running.findProcesses("server");
      const begun = performance.now();
      traffic.noteStop();
      process.kill(server?.pid ?? 0, "SIGTERM");

      // Who is asked again and again whether it is ready says first that it is not, and works on meanwhile.
      await until(
        () => "it says that it is not ready",
        async () => (await status(running, "/api/health/ready")) === 503,
        5_000,
      );
      expect(await status(running, "/api/health/live")).toBe(200);
      const answered = traffic.seen.answers.get("200") ?? 0;
      await until(
        () => "it works on",
        () => (traffic.seen.answers.get("200") ?? 0) > answered,
      );

      await running.untilEnded();
      const seconds = (performance.now() - begun) / 1_000;
      await traffic.end();
      const { answers, faults, keptOpen, streams } = traffic.seen;
      process.stdout.write(
        `${round + 1}. ended in ${seconds.toFixed(1)} s: ${JSON.stringify(Object.fromEntries(answers))}, ${streams.ended} streams\n`,
      );
      expect(faults).toEqual([]);
      expect(keptOpen).toBe(0);
      expect(seconds).toBeLessThan(maxSeconds);
      expect([streams.ended, streams.cut]).toEqual([readers, 0]);
      expect(Math.min(...streams.comeBackMs)).toBeGreaterThanOrEqual(1_000);
      expect(new Set(streams.comeBackMs).size).toBeGreaterThan(readers / 2);
      expect(running.listProcesses()).toEqual([]);
      expect(readFileSync(join(running.cluster, "server.log"), "utf8").trimEnd()).toMatch(
        /database system is shut down$/,
      );

      await running.start();
      expect(await findLost(running.client, traffic.told)).toEqual([]);
      expect(await findBrokenLogs(running.client)).toEqual([]);
    }
    await running.stop();
  },
);
