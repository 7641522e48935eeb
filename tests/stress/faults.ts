import type { InstalledProduct } from "./installed-product";
import { until } from "./installed-product";
import { type Process, signalAll } from "./processes";

/** A whole number from 0 to `below` - 1, from the seed of the run. */
export type Draw = (below: number) => number;

/**
 * Something that happens to a running product. `outlives`: the product goes on by itself; otherwise it ends, and the
 * next start finds what it left.
 */
export type Fault = {
  name: string;
  outlives: boolean;
  happen: (product: InstalledProduct, draw: Draw) => Promise<void>;
};

/** What there is of one part, once there is any: what was lost a moment ago may be on its way back. */
async function findOnceThere(
  product: InstalledProduct,
  part: Parameters<InstalledProduct["findProcesses"]>[0],
): Promise<Process[]> {
  let found: Process[] = [];
  await until(
    () => `there is a process of ${part}. The product said:\n${product.said}`,
    () => {
      found = product.findProcesses(part);
      return found.length > 0;
    },
  );
  return found;
}

/**
 * Kills processes of PostgreSQL. Whichever is lost, all others end, too, and begin anew: that they have ended is waited
 * for, so that what happens afterwards is known to happen afterwards.
 */
async function killOfPostgres(product: InstalledProduct, killed: readonly Process[]): Promise<void> {
  const before = product.findProcesses("backend").map(({ pid }) => pid);
  signalAll(killed, "SIGKILL");
  await until(
    () => `the others have ended, too: ${JSON.stringify(product.findProcesses("postgres"))}`,
    () => !product.findProcesses("postgres").some(({ pid }) => before.includes(pid)),
  );
}

/** How long a database stands still; longer than any request is left without an answer. */
const standstillMs = 10_000;

export const standstill: Fault = {
  name: "the database stands still, and goes on",
  outlives: true,
  happen: async (product) => {
    const all = product.findProcesses("postgres");
    signalAll(all, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, standstillMs));
    signalAll(all, "SIGCONT");
  },
};

export const faults: readonly Fault[] = [
  {
    name: "one connection's process is killed",
    outlives: true,
    happen: async (product, draw) => {
      const all = await findOnceThere(product, "backend");
      const first = draw(all.length);
      await killOfPostgres(product, all.slice(first, first + 1));
    },
  },
  {
    name: "the checkpointer is killed",
    outlives: true,
    happen: async (product) => killOfPostgres(product, await findOnceThere(product, "checkpointer")),
  },
  {
    name: "the postmaster is killed",
    outlives: true,
    happen: async (product) => killOfPostgres(product, await findOnceThere(product, "postmaster")),
  },
  {
    name: "npm and its shell are killed",
    outlives: false,
    // Whoever starts a server by npm and loses npm has no way left to end it: it ends by itself, with its database.
    happen: async (product) => {
      signalAll(await findOnceThere(product, "npm"), "SIGKILL");
      await until(
        () => `the server has ended, too: ${JSON.stringify(product.listProcesses())}`,
        () => product.listProcesses().length === 0,
        30_000,
      );
    },
  },
  {
    name: "the server is killed",
    outlives: false,
    happen: async (product) => signalAll(await findOnceThere(product, "server"), "SIGKILL"),
  },
  {
    name: "everything is killed, and again while it starts",
    outlives: false,
    happen: async (product, draw) => {
      signalAll(product.listProcesses(), "SIGKILL");
      await product.untilEnded();
      product.launch();
      await new Promise((resolve) => setTimeout(resolve, draw(4_000)));
      signalAll(product.listProcesses(), "SIGKILL");
    },
  },
  standstill,
];
