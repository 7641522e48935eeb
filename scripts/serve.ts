import type { RequestListener, Server } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import next from "next";
import type { OnProgress, Progress } from "@/lib/server/db/progress";
import { createBoundedServer } from "@/lib/server/http/bounded-server";
import { parseTrustedProxies } from "@/lib/server/http/client-address";
import { drain } from "@/lib/server/http/drain";
import { createFrontDoor } from "@/lib/server/http/front-door";
import { Gate } from "@/lib/server/http/gate";
import { takeOverApi } from "@/lib/server/http/handed-api";
import { createInside } from "@/lib/server/http/inside";
import { parsePublicUrl } from "@/lib/server/http/public-address";
import { createRouteTable, readRoutes } from "@/lib/server/http/route-table";
import { nextStep, type StartStep } from "@/lib/server/http/start-step";
import { getEnding } from "@/lib/server/lifecycle/ending";
import { type Database, openDatabase } from "./installation/database";
import type { LifeOfProcess } from "./lifecycle.mjs";
import { readRelease } from "./prepare.mjs";
import { root } from "./project/root.mjs";
import { say } from "./project/say.mjs";
import { readLastWords, supervise } from "./supervise";

type ServeOptions = {
  dev: boolean;
  life: LifeOfProcess;
  /** Makes what is needed before anything can be served. */
  prepare: (onStep: (words: string) => void) => Promise<void>;
};

/** What the framework and the connections may take to end; nothing that is to be kept waits for them. */
const closeWithinMs = 2_000;

function readPort(): number {
  const text = process.env.PORT || "3000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT is ${text}; it must be a number from 1 to 65535.`);
  return port;
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} is in use. Choose another: PORT=${port + 1} npm start`)
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
}

function shut(server: Server): void {
  server.close();
  server.closeAllConnections();
}

/** Opens the door: whoever comes from now on is answered, if only by what is still to be done. */
async function openDoor(
  options: { dev: boolean; publicUrl: string | null; port: number; host?: string },
  gate: Gate,
) {
  const { dev, publicUrl, port, host } = options;
  let inside: RequestListener | null = null;
  const admit = createFrontDoor({
    trust: parseTrustedProxies(process.env.SLUICE_TRUSTED_PROXIES ?? ""),
    publicUrl,
    findMethods: dev
      ? (path) => createRouteTable(readRoutes(root))(path)
      : createRouteTable(readRoutes(root)),
    findRelease: () => process.env.SLUICE_RELEASE || null,
    onUnlistedProxy: (address) =>
      say(
        `  ! Requests come through a proxy at ${address} that is not listed, so all of them count as its own. List it: SLUICE_TRUSTED_PROXIES=${address}`,
      ),
  });
  const server = createBoundedServer(
    (request, response) => {
      if (!admit(request, response) || !gate.admit(request, response)) return;
      inside?.(request, response);
    },
    (fault) => console.error("A request could not be answered:", fault),
  );
  await listen(server, port, host);
  const open = (listener: RequestListener) => {
    inside = listener;
    gate.open();
  };
  return { server, open };
}

async function openOwnDatabase(dev: boolean, life: LifeOfProcess, onProgress: OnProgress): Promise<Database> {
  const database = await openDatabase({
    create: true,
    purpose: dev ? "npm run dev" : "npm start",
    say,
    onProgress,
    signal: life.stopping,
  });
  life.onEnd("PostgreSQL", () => database.close());
  const { embedded } = database;
  if (embedded) {
    const server = {
      isAlive: () => embedded.isAlive(),
      restart: () => embedded.restart(),
      lastWords: () => readLastWords(join(database.folder, "postgres/server.log")),
    };
    life.onEnd("Watching PostgreSQL", supervise(server, life.fail));
  }
  if (database.migrated.length > 0) say(`  ✓ Database prepared (${database.migrated.length} migrations)`);
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET ||= database.authSecret;
  if (!dev) process.env.SLUICE_RELEASE ||= readRelease();
  return database;
}

/**
 * Starts everything and prints the address. Each thing that was started says how it ends; the door is open from the
 * beginning, so that nobody takes a slow start for a dead one.
 */
export async function serve({ dev, life, prepare }: ServeOptions): Promise<void> {
  const port = readPort();
  const host = process.env.HOST || undefined;
  const url = `http://${host && !["0.0.0.0", "::"].includes(host) ? host : "localhost"}:${port}`;
  const publicUrl = parsePublicUrl(process.env.SLUICE_PUBLIC_URL);

  // The port is taken before anything is started, so that a port in use leaves nothing behind.
  let step: StartStep = { words: "Starting", since: Date.now() };
  const gate = new Gate(() => step);
  const show = (progress: Progress) => {
    step = nextStep(step, progress);
  };
  const { server, open } = await openDoor({ dev, publicUrl, port, host }, gate);
  life.onEnd("The door", () => shut(server));
  await prepare((words) => show({ words }));
  life.stopping.throwIfAborted();

  show({ words: "Opening the database" });
  const database = await openOwnDatabase(dev, life, (progress) => {
    say(`  › ${progress.words}`);
    show(progress);
  });
  life.stopping.throwIfAborted();
  // Links, cookies and checks go by what the front door writes into each request; next-auth follows it, too.
  process.env.AUTH_TRUST_HOST = "true";
  delete process.env.NEXTAUTH_URL;
  process.env.SLUICE_URL = publicUrl ?? url;
  process.env.NEXT_TELEMETRY_DISABLED = "1";

  show({ words: "Preparing the pages" });
  const app = next({ dev, dir: root, hostname: host ?? "localhost", port, httpServer: server });
  await app.prepare();
  life.onEnd("The connections", () => Promise.race([getEnding().closeDatabase(), pause(closeWithinMs)]));
  life.onEnd("The framework", () => Promise.race([app.close(), pause(closeWithinMs)]));
  life.stopping.throwIfAborted();
  life.onEnd("Serving", async () => {
    const cut = await drain(server, gate, getEnding(), life.hurrying);
    if (cut > 0) say(`  ! Requests that took too long and were cut: ${cut}`);
  });
  const answerPage = app.getRequestHandler();
  // While the product is made, the framework brings what has changed, routes of the API, too.
  const built = dev
    ? null
    : { api: await takeOverApi(life.stopping), staticFolder: join(root, ".next/static") };
  open(createInside({ answerPage: (request, response) => void answerPage(request, response), built }));
  database.announce(url);
  say(`\n  Sluice is ready:  ${publicUrl ?? url}\n`);
}
