import { createServer, type Socket, connect as toServer } from "node:net";

/** A way to a server that can fall silent: connections stay open, and nothing comes through any more. */
export async function openSilentLine(target: URL): Promise<{
  url: string;
  fallSilent(): void;
  /** New connections come through again; those that fell silent stay so. */
  speakAgain(): void;
  close(): Promise<void>;
}> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = toServer(Number(target.port || 5432), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => sockets.delete(from));
      from.pipe(to);
    }
    if (isSilent) hush(near, far);
  });
  const hush = (...lines: Socket[]) => {
    for (const line of lines) line.unpipe().pause();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String(typeof address === "object" && address ? address.port : "");
  return {
    url: url.toString(),
    fallSilent: () => {
      isSilent = true;
      hush(...sockets);
    },
    speakAgain: () => {
      isSilent = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
