import { existsSync, readdirSync } from "node:fs";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { afterAll, expect, test } from "vitest";
import { newFolder } from "../support/installation";
import { expectNothingLost, findFailures, work } from "./crew";
import { type Draw, type Fault, faults, standstill } from "./faults";
import { InstalledProduct, until } from "./installed-product";
import { buildWorld } from "./world";

// Whatever is killed at whatever moment while many people work: what they were told happened has happened, no limit was
// ever exceeded, nothing is gone, and the next start goes on. Each fault once here; `npm run stress` is many rounds.

const seed = Number(process.env.STRESS_SEED ?? Date.now() % 2 ** 31);
const seconds = Number(process.env.STRESS_SECONDS ?? 0);
// That nothing waits for a silent database is tried elsewhere, too, and takes its time.
const chosen = seconds > 0 ? faults : faults.filter((fault) => fault !== standstill);
const rounds = Math.max(chosen.length, Math.ceil(seconds / 2));
const clients = process.env.STRESS_CLIENTS ? 40 : 6;
const port = Number(process.env.STRESS_PORT ?? 30_000 + (process.pid % 5_000)) + 100;

const generator = xoroshiro128plus(seed);
const draw: Draw = (below) => uniformInt(generator, 0, below - 1);

/** Each fault once, in an order of the seed's, then again in another, as often as there are rounds. */
function drawFaults(): Fault[] {
  const drawn: Fault[] = [];
  while (drawn.length < rounds) {
    const left = [...chosen];
    while (left.length > 0) drawn.push(...left.splice(draw(left.length), 1));
  }
  return drawn.slice(0, rounds);
}

/** Names of what makes an installation; what PostgreSQL writes and removes while it runs is not looked at. */
function listLasting(product: InstalledProduct): string[] {
  const isPassing = /^(instance\.json|.*\.lock|postmaster\..*|.*\.tmp|.*\.unfinished)$/;
  return [product.folder, product.cluster].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => !isPassing.test(name))
      .map((name) => `${folder}/${name}`),
  );
}

let product: InstalledProduct | null = null;
afterAll(() => product?.abandon());

test.skipIf(!existsSync("/proc/self/environ"))(
  `nothing that was told of is lost, whatever is killed and when (seed ${seed})`,
  async () => {
    const running = new InstalledProduct(newFolder(), port);
    product = running;
    await running.start();
    const world = await buildWorld(running, 2);
    const lasting = listLasting(running);

    for (const [round, fault] of drawFaults().entries()) {
      const told = world.told.length;
      const crew = work(world, clients);
      await until(
        () => "somebody works",
        () => world.told.length > told,
      );
      await new Promise((resolve) => setTimeout(resolve, draw(500)));
      const begun = performance.now();
      await fault.happen(running, draw);
      if (!fault.outlives) {
        await running.untilEnded();
        await running.start();
      }
      const before = world.told.length;
      await until(
        () => `moves go on after: ${fault.name}. The product said:\n${running.said}`,
        () => world.told.length > before + 5,
      );
      await crew.stop();
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      process.stdout.write(`${round + 1}. ${fault.name}: ${seconds} s, ${world.told.length} moves told\n`);
      await expectNothingLost(world);
      expect(lasting.filter((path) => !existsSync(path))).toEqual([]);
    }
    expect(findFailures(world), running.faultsTold.join("\n")).toEqual([]);
    const { code, output } = running.verify();
    expect(code, output).toBe(0);
    await running.stop();
    await until(
      () => `nothing is left running: ${JSON.stringify(running.listProcesses())}`,
      () => running.listProcesses().length === 0,
      10_000,
    );
  },
);
