import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/**
 * A line to a database that can be cut, be made to take connections and say nothing, or go dead under those that are open:
 * what is sent there is lost without a word, as behind a firewall that has forgotten them.
 */
export class Line {
  private readonly pairs = new Set<{ near: Socket; far: Socket | null }>();
  private readonly server: Server;
  private state: "open" | "cut" | "silent" = "open";

  constructor(private readonly target: URL) {
    this.server = createServer((socket) => this.join(socket));
  }

  /** Opens it on a port of its own, or on one that an earlier line had; returns the database's address by it. */
  async open(port = 0): Promise<string> {
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
    const url = new URL(this.target);
    url.hostname = "127.0.0.1";
    url.port = String((this.server.address() as AddressInfo).port);
    return url.toString();
  }

  /** From now on, for open connections, too, which are cut. */
  set(state: "open" | "cut" | "silent"): void {
    this.state = state;
    for (const { near } of this.pairs) near.destroy();
  }

  /** Open connections stay open and carry nothing any more; with `newOnes`, those that are made later neither. */
  deaden({ newOnes = false } = {}): void {
    if (newOnes) this.state = "silent";
    for (const { near, far } of this.pairs) {
      near.unpipe();
      near.on("data", () => {});
      far?.unpipe();
      far?.pause();
    }
  }

  /** New connections work again; those that went dead stay so. */
  revive(): void {
    this.state = "open";
  }

  close(): void {
    this.set("cut");
    this.server.close();
  }

  private join(near: Socket): void {
    near.on("error", () => {});
    if (this.state === "cut") return void near.destroy();
    const far = this.state === "silent" ? null : connect(Number(this.target.port), this.target.hostname);
    const pair = { near, far };
    this.pairs.add(pair);
    near.on("close", () => {
      this.pairs.delete(pair);
      far?.destroy();
    });
    if (!far) return void near.resume();
    far.on("error", () => near.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far).pipe(near);
  }
}
