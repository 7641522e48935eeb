import { Agent, get, type IncomingMessage, request } from "node:http";
import type { World } from "./world";

/** What people and programs see of a server that ends under them. */
export type Sighting = {
  /** Answers by status; failures of the line by code, those of a server that cannot be reached any more apart. */
  answers: Map<string, number>;
  /** 5xx answers that are not a clean "come back", and lines that were cut. */
  faults: string[];
  /** Answers that came after the signal and did not close their connection. */
  keptOpen: number;
  streams: { ended: number; cut: number; comeBackMs: number[] };
};

type Reply = { status: number; headers: IncomingMessage["headers"]; body: Record<string, unknown> };
type Stand = { columns: { id: string }[]; cards: { id: string }[] };

/** Clients that move cards one after the other over connections that they keep, and readers of the live connection. */
export class ImpatientTraffic {
  readonly seen: Sighting = {
    answers: new Map(),
    faults: [],
    keptOpen: 0,
    streams: { ended: 0, cut: 0, comeBackMs: [] },
  };
  /** Ids of the transitions that clients were told of. */
  readonly told: string[] = [];
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 500 });
  private readonly address: URL;
  private readonly token: string;
  private isOn = true;
  private isStopping = false;
  private everybody: Promise<unknown>[] = [];

  constructor(world: World) {
    this.address = new URL(world.product.addresses[0] ?? "");
    this.token = world.people[0]?.token ?? "";
  }

  /** A board with a card for each client, on which nothing is refused. */
  async begin(clients: number, readers: number, teamId: string): Promise<void> {
    const columns = ["One", "Two", "Three"].map((name, at) => ({
      name,
      kind: ["backlog", "active", "done"][at],
    }));
    const made = await this.ask("POST", "/boards", { name: "Traffic", teamId, columns });
    const board = (made.body.board as { id: string }).id;
    const stand = made.body as unknown as Stand;
    const [first] = stand.columns;
    const cards = await Promise.all(
      Array.from({ length: clients }, (_, n) =>
        this.ask("POST", `/boards/${board}/cards`, { title: `Card ${n}`, columnId: first?.id }),
      ),
    );
    const places = stand.columns.map(({ id }) => id);
    this.everybody = [
      ...Array.from({ length: readers }, () => this.read(board)),
      ...cards.map(({ body }) => this.move(String(body.id ?? (body.card as { id: string }).id), places)),
    ];
  }

  /** From now on the server is about to end. */
  noteStop(): void {
    this.isStopping = true;
  }

  async end(): Promise<void> {
    this.isOn = false;
    await Promise.all(this.everybody);
    this.agent.destroy();
  }

  private async move(cardId: string, places: string[]): Promise<void> {
    for (let turn = 1; this.isOn; turn++) {
      const columnId = places[turn % places.length];
      const reply = await this.ask("POST", `/cards/${cardId}/move`, { columnId }).catch((error) => {
        this.count(error.code);
        if (error.code !== "ECONNREFUSED") this.seen.faults.push(`a move: ${error.code}`);
        return null;
      });
      if (!reply) return;
      this.count(String(reply.status));
      const transition = reply.body.transition as { id: string } | null | undefined;
      if (transition) this.told.push(transition.id);
      const waitS = Number(reply.headers["retry-after"]);
      if (reply.status === 503 && waitS > 0 && reply.body.code === "unavailable")
        await this.rest(waitS * 1_000);
      else if (reply.status !== 200)
        this.seen.faults.push(`a move: ${reply.status} ${JSON.stringify(reply.body)}`);
    }
  }

  private read(boardId: string): Promise<void> {
    const { streams } = this.seen;
    return new Promise((resolve) => {
      const options = { ...this.to(`/boards/${boardId}/events`), agent: false };
      get(options, (line) => {
        let retry = 0;
        line.on("data", (part) => {
          for (const [, ms] of String(part).matchAll(/^retry: (\d+)$/gm)) retry = Number(ms);
        });
        line.on("end", () => {
          streams.ended++;
          streams.comeBackMs.push(retry);
          resolve();
        });
        line.on("error", () => {
          streams.cut++;
          resolve();
        });
      }).on("error", () => resolve());
    });
  }

  private to(path: string) {
    const { hostname, port } = this.address;
    return { hostname, port, path: `/api/v1${path}`, headers: { Authorization: `Bearer ${this.token}` } };
  }

  private ask(method: string, path: string, body: object): Promise<Reply> {
    const text = JSON.stringify(body);
    const { headers, ...to } = this.to(path);
    return new Promise((resolve, reject) => {
      const question = request({
        ...to,
        method,
        agent: this.agent,
        headers: {
          ...headers,
          "Content-Type": "application/json",
          "Content-Length": Buffer.byteLength(text),
        },
      });
      const isLate = this.isStopping;
      question.on("response", (answer) => {
        let got = "";
        answer.on("data", (part) => {
          got += part;
        });
        answer.on("end", () => {
          if (isLate && answer.headers.connection !== "close") this.seen.keptOpen++;
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: JSON.parse(got) });
        });
        answer.on("error", reject);
      });
      question.on("error", reject).end(text);
    });
  }

  private count(what: string): void {
    this.seen.answers.set(what, (this.seen.answers.get(what) ?? 0) + 1);
  }

  /** Waits as it was told to, but not once all is over. */
  private async rest(ms: number): Promise<void> {
    const until = performance.now() + ms;
    while (this.isOn && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
