import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { newFolder } from "../support/installation";
import { expectNothingLost, findFailures, work } from "./crew";
import { InstalledProduct, until } from "./installed-product";
import { buildWorld, pick, send, type World } from "./world";

// A disk that fills up while people work: they are told so, nothing that they were told of is lost, and it goes on once
// there is room again.

const port = Number(process.env.STRESS_PORT ?? 30_000 + (process.pid % 5_000)) + 200;
const megabytes = 160;
/** How long it stays full after the server of the database has fallen. */
const fullMs = 4_000;
/** Whoever owns the data folder runs PostgreSQL; an account that every machine has. */
const nobody = 65_534;

const folder = newFolder({ uid: nobody, gid: nobody });

/** A small disk at the data folder; why there can be none, or null. */
function mountSmallDisk(): string | null {
  if (process.geteuid?.() !== 0) return "only root mounts a disk";
  if (!existsSync("/proc/self/environ")) return "processes are listed by /proc";
  mkdirSync(folder);
  const options = `size=${megabytes}m,uid=${nobody},gid=${nobody},mode=700`;
  const { status, stderr } = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], {
    encoding: "utf8",
  });
  return status === 0 ? null : `no disk can be mounted here: ${stderr.trim()}`;
}

const ballast = join(folder, "ballast");

/** Takes all the room that is left. */
function fillDisk(): void {
  const file = openSync(ballast, "w");
  try {
    for (const size of [1_048_576, 4_096]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      }
    }
  } finally {
    closeSync(file);
  }
}

/** Makes a card that takes a page of the disk; why it was refused, or nothing. */
async function writeMuch(world: World): Promise<string> {
  const [boardId = "", board] = [...world.boards][0] ?? [];
  const { body } = await send(
    world,
    pick(world.people),
    "POST /boards/{id}/cards",
    `/boards/${boardId}/cards`,
    {
      columnId: board?.columns[0]?.id,
      title: "Much",
      description: randomBytes(10_000).toString("base64"),
    },
  ).catch(() => ({ body: {} as Record<string, unknown> }));
  return String(body.detail ?? "");
}

const why = mountSmallDisk();
let product: InstalledProduct | null = null;
afterAll(() => {
  product?.abandon();
  if (why === null) execFileSync("umount", ["--lazy", folder]);
});

test.skipIf(why !== null)(
  `a full disk refuses moves, loses none, and is forgotten once there is room${why ? ` (skipped: ${why})` : ""}`,
  async () => {
    const running = new InstalledProduct(folder, port);
    product = running;
    await running.start();
    const world = await buildWorld(running, 1);
    const crew = work(world, 8);
    await until(
      () => "somebody works",
      () => world.told.length > 10,
    );
    fillDisk();
    await until(
      () => `it is said that the disk is full. The product said:\n${running.said}`,
      async () => /disk .* is full/.test(await writeMuch(world)),
    );
    // The next segment of PostgreSQL's own log finds no room, either: its server falls.
    await running.client.query("SELECT pg_switch_wal()").catch(() => {});
    await running.client.query("SELECT pg_switch_wal()").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, fullMs));
    rmSync(ballast);
    const before = world.told.length;
    const goesOn = () => world.told.length > before + 5;
    await until(
      () => `moves go on, or it has ended. The product said:\n${running.said}`,
      () => goesOn() || running.hasEnded(),
    );
    if (running.hasEnded()) {
      process.stdout.write(`It ended, and said:\n${running.said}\n`);
      expect(running.said).toContain("make room, and start Sluice again");
      await running.start();
      await until(() => `moves go on. The product said:\n${running.said}`, goesOn);
    }
    await crew.stop();
    await expectNothingLost(world);
    expect(findFailures(world), running.faultsTold.join("\n")).toEqual([]);
    const { code, output } = running.verify();
    expect(code, output).toBe(0);
    await running.stop();
  },
);
