import type { BoardSnapshot } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import type { ColumnKind } from "@/lib/domain/board";
import type { LimitMode } from "@/lib/domain/limit";
import { type Actor, buildActor, buildTeam } from "./actors";
import { callRoute } from "./call-route";

export type TestColumn = { name: string; kind: ColumnKind; limit?: { max: number; mode?: LimitMode } };

const plainColumns: TestColumn[] = [
  { name: "Backlog", kind: "backlog" },
  { name: "Ready", kind: "queue" },
  { name: "Doing", kind: "active" },
  { name: "Done", kind: "done" },
];

/** A board of a new team, with one person of each role and a stranger; columns by name. */
export async function buildBoard(columns: TestColumn[] = plainColumns) {
  const teamId = await buildTeam();
  const lead = await buildActor(teamId, "lead");
  const people = {
    lead,
    owner: await buildActor(teamId, "owner"),
    member: await buildActor(teamId, "member"),
    viewer: await buildActor(teamId, "viewer"),
    stranger: await buildActor(),
  };
  const { status, body } = await callRoute("post /boards", lead, {
    body: { name: "Board", teamId, columns },
  });
  if (status !== 201) throw new Error(`No board: ${JSON.stringify(body)}`);
  const snapshot: BoardSnapshot = body;
  const column = (name: string): string => {
    const found = snapshot.columns.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`No column ${name}.`);
    return found.id;
  };
  return { id: snapshot.board.id, teamId, snapshot, column, ...people };
}
export type TestBoard = Awaited<ReturnType<typeof buildBoard>>;

/** A card in a column, made over the API; throws when it is refused. */
export async function buildCard(
  board: { id: string },
  actor: Actor,
  columnId: string,
  facts: Record<string, unknown> = {},
): Promise<CardView> {
  const body = { columnId, title: "Card", ...facts };
  const answer = await callRoute("post /boards/{id}/cards", actor, { params: { id: board.id }, body });
  if (answer.status !== 201) throw new Error(`No card: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
