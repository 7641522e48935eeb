import type { BoardSnapshot } from "@/lib/contracts/board";
import { type Answer, type Person, pick, send, type World } from "./world";

/** One thing that one client does; what the server says is tallied, not judged. */
type Door = (world: World, person: Person, board: BoardSnapshot) => Promise<unknown>;

const classes = ["standard", "standard", "standard", "expedite", "fixed-date", "intangible"];

const columnOf = (board: BoardSnapshot) => pick(board.columns).id;
const laneOf = (board: BoardSnapshot) => pick([...board.lanes.map(({ id }) => id), null]);
const cardOf = (board: BoardSnapshot) => pick(board.cards).id;
const peopleOf = (world: World) => world.people.filter(() => Math.random() < 0.3).map(({ id }) => id);

function note(world: World, answer: Answer): Answer {
  const { transition, transitions } = answer.body as {
    transition?: { id: string } | null;
    transitions?: { id: string }[];
  };
  for (const each of [transition, ...(transitions ?? [])]) if (each) world.told.push(each.id);
  return answer;
}

const newCard = (world: World, board: BoardSnapshot) => ({
  columnId: columnOf(board),
  title: "New",
  laneId: laneOf(board),
  classOfService: pick(classes),
  assigneeIds: peopleOf(world),
});

const move: Door = async (world, person, board) => {
  const cardId = cardOf(board);
  const path = `/cards/${cardId}/move`;
  const policies = board.columns.flatMap((column) => column.policies.map(({ id }) => id));
  const body = {
    columnId: columnOf(board),
    ...(Math.random() < 0.4 && { laneId: laneOf(board) }),
    ...(Math.random() < 0.8 && { confirmedPolicyIds: policies }),
  };
  const answer = note(world, await send(world, person, "POST /cards/{id}/move", path, body));
  const { overridable, limits } = answer.body as {
    overridable?: boolean;
    limits?: { id: string; max: number }[];
  };
  const [first, ...others] = limits ?? [];
  if (!overridable || !first) return;
  const override = {
    reason: "It cannot wait",
    limitId: first.id,
    maxSeen: first.max,
    also: others.map(({ id, max }) => ({ limitId: id, maxSeen: max })),
  };
  note(world, await send(world, person, "POST /cards/{id}/move (override)", path, { ...body, override }));
};

const edit: Door = (world, person, board) => {
  const card = pick(board.cards);
  return send(world, person, "PATCH /cards/{id}", `/cards/${card.id}`, {
    version: card.version,
    assigneeIds: peopleOf(world),
    ...(Math.random() < 0.5 && { laneId: laneOf(board) }),
    ...(Math.random() < 0.5 && { classOfService: pick(classes) }),
  });
};

const create: Door = (world, person, board) =>
  send(world, person, "POST /boards/{id}/cards", `/boards/${board.board.id}/cards`, newCard(world, board));

const tune: Door = (world, person, board) => {
  const limit = pick(board.limits);
  const max = Math.max(1, limit.max + pick([-1, 1]));
  return send(world, person, "PATCH /limits/{id}", `/limits/${limit.id}`, { max, why: "Trying" });
};

const andon: Door = async (world, person, board) => {
  const path = `/columns/${columnOf(board)}/andon`;
  const { status } = await send(world, person, "POST /columns/{id}/andon", path, { reason: "Stop" });
  if (status === 200) await send(world, person, "DELETE /columns/{id}/andon", path);
};

/** The archive is not on the board: the card that comes back is one that this client has just put there. */
const archive: Door = async (world, person, board) => {
  const cardId = cardOf(board);
  await send(world, person, "POST /cards/{id}/archive", `/cards/${cardId}/archive`, {});
  await send(world, person, "POST /cards/{id}/restore", `/cards/${cardId}/restore`, {
    columnId: columnOf(board),
  });
};

const block: Door = async (world, person, board) => {
  const cardId = cardOf(board);
  const body = { reason: "Waits", category: "other" };
  await send(world, person, "POST /cards/{id}/block", `/cards/${cardId}/block`, body);
  await send(world, person, "POST /cards/{id}/unblock", `/cards/${cardId}/unblock`, {});
};

const split: Door = async (world, person, board) => {
  const whole = board.columns.find(({ kind, donePartOf }) => kind === "active" && donePartOf === null);
  if (!whole) return;
  await send(world, person, "POST /columns/{id}/merge", `/columns/${whole.id}/merge`, {});
  await send(world, person, "POST /columns/{id}/split", `/columns/${whole.id}/split`, {});
};

const lanes: Door = async (world, person, board) => {
  const added = await send(world, person, "POST /boards/{id}/lanes", `/boards/${board.board.id}/lanes`, {
    name: "Short-lived",
  });
  const laneId = added.body.id;
  await send(world, person, "PATCH /cards/{id}", `/cards/${cardOf(board)}`, { version: 1, laneId });
  const to = pick([...board.lanes.map(({ id }) => id), "none"]);
  await send(world, person, "DELETE /lanes/{id}", `/lanes/${laneId}?moveCardsTo=${to}`);
};

const columns: Door = async (world, person, board) => {
  const added = await send(world, person, "POST /boards/{id}/columns", `/boards/${board.board.id}/columns`, {
    name: "Short-lived",
    kind: "active",
    limit: { max: 2 },
  });
  const columnId = added.body.id;
  await send(world, person, "POST /cards/{id}/move", `/cards/${cardOf(board)}/move`, { columnId });
  await send(world, person, "DELETE /columns/{id}", `/columns/${columnId}?moveCardsTo=${columnOf(board)}`);
};

/** What somebody with psql could try: a card put where there may be no room, with and without its log. */
const typed: Door = async (world, _person, board) => {
  const card = pick(board.cards);
  const lane = laneOf(board);
  const statement = pick([
    `UPDATE card SET column_id = '${columnOf(board)}' WHERE id = '${card.id}'`,
    `UPDATE card SET lane_id = ${lane ? `'${lane}'` : "NULL"}, class_of_service = '${pick(classes)}' WHERE id = '${card.id}'`,
    `INSERT INTO card_assignee (board_id, card_id, user_id)
     SELECT '${board.board.id}', '${card.id}', '${pick(world.people).id}' ON CONFLICT DO NOTHING`,
    `WITH step AS (
       INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at)
       SELECT c.board_id, c.id, c.last_seq + 1, c.column_id, k.id, k.kind, date_trunc('milliseconds', clock_timestamp())
       FROM card c JOIN board_column k ON k.id = '${columnOf(board)}' WHERE c.id = '${card.id}' AND c.column_id <> k.id
       RETURNING *)
     UPDATE card c SET column_id = s.to_column_id, last_seq = s.seq, entered_column_at = s.at
     FROM step s WHERE c.id = s.card_id`,
    `DELETE FROM transition WHERE card_id = '${card.id}'`,
    `DELETE FROM card WHERE id = '${card.id}'`,
    `UPDATE placement SET column_id = NULL WHERE card_id = '${card.id}'`,
  ]);
  const state = await world.product.client.query(statement).then(
    () => "done",
    (error: { code?: string }) => error.code ?? "lost",
  );
  world.typed.set(state, (world.typed.get(state) ?? 0) + 1);
};

const member: [weight: number, door: Door][] = [
  [40, move],
  [8, edit],
  [6, create],
  [
    2,
    (world, person, board) =>
      send(world, person, "POST /boards/{id}/cards/import", `/boards/${board.board.id}/cards/import`, {
        items: [newCard(world, board), newCard(world, board)],
      }),
  ],
  [
    8,
    async (world, person, board) =>
      note(
        world,
        await send(world, person, "POST /boards/{id}/cards/move", `/boards/${board.board.id}/cards/move`, {
          cardIds: [cardOf(board), cardOf(board), cardOf(board)],
          columnId: columnOf(board),
        }),
      ),
  ],
  [6, archive],
  [4, block],
  [
    6,
    (world, person, board) =>
      send(world, person, "POST /boards/{id}/undo", `/boards/${board.board.id}/undo`, {}),
  ],
  [
    6,
    (world, person, board) =>
      send(world, person, "POST /cards/{id}/wait", `/cards/${cardOf(board)}/wait`, {
        columnId: columnOf(board),
      }),
  ],
  [
    3,
    (world, person, board) => {
      const to = pick([...world.boards.values()]);
      return send(world, person, "POST /cards/{id}/transfer", `/cards/${cardOf(board)}/transfer`, {
        boardId: to.board.id,
        columnId: columnOf(to),
      });
    },
  ],
  [2, (world, person, board) => send(world, person, "DELETE /cards/{id}", `/cards/${cardOf(board)}`)],
  [2, andon],
  [3, typed],
];

const leadOnly: [weight: number, door: Door][] = [
  [4, tune],
  [1, split],
  [1, lanes],
  [1, columns],
];

/** One thing at random, by its weight, as somebody who may do it. */
export function act(world: World): Promise<unknown> {
  const person = pick(world.people);
  const board = pick([...world.boards.values()]);
  if (board.cards.length < 10) return create(world, person, board);
  const doors = person.role === "lead" ? [...member, ...leadOnly] : member;
  const total = doors.reduce((sum, [weight]) => sum + weight, 0);
  let at = Math.random() * total;
  const chosen = doors.find(([weight]) => {
    at -= weight;
    return at < 0;
  });
  return (chosen?.[1] ?? move)(world, person, board);
}
