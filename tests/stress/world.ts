import { randomBytes, randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { hashSecretToken } from "@/lib/server/credentials/secret-token";
import type { ServedProduct } from "./product";

/** Somebody who works on the boards. */
export type Person = { id: string; token: string; role: "lead" | "member" };

export type Answer = { status: number; body: Record<string, unknown> & { code?: string } };

/** What clients do and saw, for the figures and for the checks afterwards. */
export type World = {
  product: ServedProduct;
  people: Person[];
  /** Boards as they were read last; never newer than a moment ago, which is what a person sees, too. */
  boards: Map<string, BoardSnapshot>;
  /** Answers by door and status. */
  tally: Map<string, Map<string, number>>;
  /** Ids of the transitions that clients were told of. */
  told: string[];
  /** SQLSTATE of every statement typed by hand. */
  typed: Map<string, number>;
};

/** Sends one request to any of the processes. */
export async function send(
  world: World,
  person: Person,
  door: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const [method = "GET"] = door.split(" ");
  const address = pick(world.product.addresses);
  const response = await fetch(`${address}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${person.token}`,
      ...(body !== undefined && { "Content-Type": "application/json", "Idempotency-Key": randomUUID() }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const parsed = text === "" ? {} : JSON.parse(text);
  const outcome = response.status < 400 ? String(response.status) : `${response.status} ${parsed.code}`;
  const counts = world.tally.get(door) ?? new Map<string, number>();
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  world.tally.set(door, counts);
  return { status: response.status, body: parsed };
}

export function pick<T>(list: readonly T[]): T {
  const found = list[Math.floor(Math.random() * list.length)];
  if (found === undefined) throw new Error("Nothing to pick from.");
  return found;
}

async function makePerson(world: World, teamId: string, role: Person["role"]): Promise<Person> {
  const id = uuidv7();
  const token = randomBytes(32).toString("base64url");
  const { client } = world.product;
  await client.query("INSERT INTO user_account (id, email, name) VALUES ($1, $2, $3)", [
    id,
    `${id}@example.org`,
    `${role} ${id.slice(-4)}`,
  ]);
  await client.query("INSERT INTO membership (team_id, user_id, role) VALUES ($1, $2, $3)", [
    teamId,
    id,
    role,
  ]);
  await client.query(
    "INSERT INTO access_token (id, user_id, name, token_hash, scopes) VALUES ($1, $2, 'stress', $3, '{write}')",
    [uuidv7(), id, hashSecretToken(token)],
  );
  return { id, token, role };
}

/** A team and boards on which limits of every scope and mode are tight. */
export async function buildWorld(product: ServedProduct, boardCount: number): Promise<World> {
  const world: World = {
    product,
    people: [],
    boards: new Map(),
    tally: new Map(),
    told: [],
    typed: new Map(),
  };
  const teamId = uuidv7();
  await product.client.query("INSERT INTO team (id, name) VALUES ($1, 'Stress')", [teamId]);
  for (const role of ["lead", "lead", "member", "member", "member", "member"] as const) {
    world.people.push(await makePerson(world, teamId, role));
  }
  for (let n = 0; n < boardCount; n++) await buildBoard(world, teamId, n);
  world.tally.clear();
  return world;
}

async function buildBoard(world: World, teamId: string, n: number): Promise<void> {
  const [lead, , member] = world.people as [Person, Person, Person];
  const must = async (door: string, path: string, body: unknown) => {
    const answer = await send(world, lead, door, path, body);
    if (answer.status >= 300) throw new Error(`${door} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const created = (await must("POST", "/boards", {
    name: `Board ${n}`,
    teamId,
    columns: [
      { name: "Ideas", kind: "backlog" },
      { name: "Ready", kind: "queue", limit: { max: 8 } },
      { name: "Doing", kind: "active", limit: { max: 6 } },
      { name: "Review", kind: "active", limit: { max: 3, mode: "reason" } },
      { name: "Done", kind: "done" },
    ],
  })) as unknown as BoardSnapshot;
  const { id } = created.board;
  const column = (name: string) => created.columns.find((each) => each.name === name)?.id ?? "";
  await must("POST", `/columns/${column("Doing")}/split`, {});
  const lanes = [];
  for (const name of ["Product", "Care"]) {
    lanes.push((await must("POST", `/boards/${id}/lanes`, { name })).id);
  }
  for (const limit of [
    { max: 13, columnIds: [column("Ready"), column("Doing"), column("Review")] },
    { max: 5, laneId: lanes[0] },
    { max: 2, laneId: lanes[1], columnIds: [column("Doing")] },
    { max: 3, perPerson: true },
    { max: 2, userId: member.id, columnIds: [column("Doing"), column("Review")] },
    { max: 1, classOfService: "expedite" },
    { max: 2, mode: "soft", columnIds: [column("Review")] },
  ]) {
    await must("POST", `/boards/${id}/limits`, limit);
  }
  await must("POST", `/columns/${column("Ready")}/policies`, { text: "Small enough", required: true });
  if (n % 2 === 0) await must("PATCH", `/boards/${id}`, { autoPull: true });
  const items = Array.from({ length: 40 }, (_, card) => ({
    columnId: column("Ideas"),
    title: `Card ${card}`,
  }));
  await must("POST", `/boards/${id}/cards/import`, { items });
  await refresh(world, id);
}

/** Reads a board again. */
export async function refresh(world: World, boardId: string): Promise<void> {
  const { status, body } = await send(world, pick(world.people), "GET /boards/{id}", `/boards/${boardId}`);
  if (status === 200) world.boards.set(boardId, body as unknown as BoardSnapshot);
}
