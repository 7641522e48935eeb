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

const kill = (part: "npm" | "server" | "postmaster" | "checkpointer") => async (product: InstalledProduct) =>
  signalAll(await findOnceThere(product, part), "SIGKILL");

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
      signalAll(all.slice(draw(all.length)).slice(0, 1), "SIGKILL");
    },
  },
  { name: "the checkpointer is killed", outlives: true, happen: kill("checkpointer") },
  { name: "the postmaster is killed", outlives: true, happen: kill("postmaster") },
  { name: "npm and its shell are killed", outlives: false, happen: kill("npm") },
  { name: "the server is killed", outlives: false, happen: kill("server") },
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
