import type { Server } from "node:http";
import next from "next";
import { createBoundedServer } from "@/lib/server/http/bounded-server";
import { readTrustedProxies } from "@/lib/server/http/client-address";
import { createFrontDoor } from "@/lib/server/http/front-door";
import { frontRefusals, refuse } from "@/lib/server/http/front-refusal";
import { readPublicUrl } from "@/lib/server/http/public-address";
import { answerMarked } from "@/lib/server/http/request-mark";
import { createRouteTable, readRoutes } from "@/lib/server/http/route-table";
import { type Database, openDatabase } from "./database";
import { watchParents } from "./parents";
import { readRelease, root, say } from "./prepare.mjs";

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

/** Brings a lost embedded server back; gives up, and ends, when it cannot. */
function superviseDatabase(database: Database, isEnding: () => boolean, end: (code: number) => void): void {
  const { embedded } = database;
  if (!embedded) return;
  let isRestarting = false;
  const timer = setInterval(async () => {
    if (isEnding() || isRestarting || embedded.isAlive()) return;
    isRestarting = true;
    say("  ! PostgreSQL is gone; starting it again.");
    try {
      await embedded.restart();
    } catch (error) {
      say(String(error));
      end(1);
    }
    isRestarting = false;
  }, 1_000);
  timer.unref();
}

/** Starts everything, prints the address, and ends everything on SIGTERM, SIGINT, SIGHUP or when npm is gone. */
export async function serve({ dev }: { dev: boolean }): Promise<void> {
  const port = readPort();
  const host = process.env.HOST || undefined;
  const url = `http://${host && !["0.0.0.0", "::"].includes(host) ? host : "localhost"}:${port}`;

  // The port is taken before anything is started, so that a port in use leaves nothing behind.
  let handle: ReturnType<ReturnType<typeof next>["getRequestHandler"]> | null = null;
  const publicUrl = readPublicUrl(process.env.SLUICE_PUBLIC_URL);
  const admit = createFrontDoor({
    trust: readTrustedProxies(process.env.SLUICE_TRUSTED_PROXIES ?? ""),
    publicUrl,
    findApiMethods: dev
      ? (path) => createRouteTable(readRoutes(root))(path)
      : createRouteTable(readRoutes(root)),
    findRelease: () => process.env.SLUICE_RELEASE || null,
    onUnlistedProxy: (address) =>
      say(
        `  ! Requests come through a proxy at ${address} that is not listed, so all of them count as its own. List it: SLUICE_TRUSTED_PROXIES=${address}`,
      ),
  });
  const server = createBoundedServer((request, response) => {
    if (!admit(request, response)) return;
    const answer = handle;
    if (answer) return answerMarked(request, response, () => void answer(request, response));
    refuse(request, response, frontRefusals.starting);
  });
  await listen(server, port, host);

  const database = await openDatabase({ create: true, purpose: dev ? "npm run dev" : "npm start", say });
  if (database.migrated.length > 0) say(`  ✓ Database prepared (${database.migrated.length} migrations)`);
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET ||= database.authSecret;
  if (!dev) process.env.SLUICE_RELEASE ||= readRelease();
  // Links, cookies and checks go by what the front door writes into each request; next-auth follows it, too.
  process.env.AUTH_TRUST_HOST = "true";
  delete process.env.NEXTAUTH_URL;
  process.env.SLUICE_URL = publicUrl ?? url;
  process.env.NEXT_TELEMETRY_DISABLED = "1";

  let isEnding = false;
  const end = async (code: number) => {
    if (isEnding) return;
    isEnding = true;
    // Live streams never end by themselves; everything else gets a moment to finish.
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 500).unref();
    await app.close().catch(() => {});
    await database.close().catch(() => {});
    process.exit(code);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void end(0));
  watchParents(() => void end(0));
  superviseDatabase(
    database,
    () => isEnding,
    (code) => void end(code),
  );

  const app = next({ dev, dir: root, hostname: host ?? "localhost", port, httpServer: server });
  await app.prepare();
  handle = app.getRequestHandler();
  database.announce(url);
  say(`\n  Sluice is ready:  ${publicUrl ?? url}\n`);
}
