import "../support/database";
import { beforeAll, expect, test } from "vitest";
import { cleanLine, cleanText, isVisible } from "@/lib/domain/text";
import { getPool } from "@/lib/server/db/client";
import { doorOf, routes } from "@/lib/server/routes";
import type { Actor } from "../support/actors";
import { call } from "../support/api";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { toJson } from "../support/hostile";

// Every text that an operation takes is tried with what people and programs really send. It comes back clean, or is
// refused in words; it never ends in a failure of ours.

const hostile: Record<string, string> = {
  NUL: "a\0b",
  "half an emoji": "a\ud83d b",
  "line breaks": "one\r\ntwo\u2028three",
  "nothing to see": "\u200b\u2060",
  "turned text": "invoice\u202efdp",
  "very long": "x".repeat(100_001),
  "an emoji at the end of the room": `${"a".repeat(499)}😀`,
  "letter and accent": "cafe\u0301",
};

let board: TestBoard;
let ids: Record<string, string>;

beforeAll(async () => {
  board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Ready"));
  const limit = await call("post /boards/{id}/limits", board.lead, board.id, {
    max: 50,
    columnIds: [board.column("Ready")],
  });
  const lane = await call("post /boards/{id}/lanes", board.lead, board.id, { name: "Lane" });
  ids = {
    boards: board.id,
    cards: card.id,
    columns: board.column("Doing"),
    limits: limit.body.id,
    lanes: lane.body.id,
    teams: board.teamId,
  };
});

type Member = { type?: string; format?: string; enum?: string[]; const?: unknown };
type Json = { properties?: Record<string, Member>; required?: string[] };

/** A value that a member of a body takes, so that the text beside it is what decides. */
function fill(name: string, member: Member): unknown {
  if (name === "columnId") return board.column("Ready");
  if (name === "columnIds") return [board.column("Ready")];
  if (name === "category") return "other";
  if (name === "email") return "somebody@example.org";
  if (member.enum) return member.enum.at(-1);
  if (member.format === "uuid") return ids.boards;
  if (member.type === "integer" || member.type === "number") return 1;
  if (member.type === "boolean") return false;
  if (member.type === "array") return [];
  return "Plain";
}

/** Operations with the texts that they take. */
const doors = routes.flatMap((route) => {
  if (!route.body) return [];
  const json = toJson(route.body) as Json;
  const texts = Object.entries(json.properties ?? {})
    .filter(([, member]) => isText(member))
    .map(([name]) => name);
  return texts.map((text) => ({ door: doorOf(route), path: route.path, text, json }));
});

function isText(member: Member & { anyOf?: Member[] }): boolean {
  if (member.anyOf) return member.anyOf.some(isText);
  return member.type === "string" && !member.enum && !member.format;
}

test("there are doors to try", () => expect(doors.length).toBeGreaterThan(20));

test.each(doors)("$door: $text", async ({ door, path, text, json }) => {
  const kind = path.split("/")[1] ?? "";
  const id = ids[kind] ?? ids.boards ?? "";
  const actor: Actor = board.owner;
  for (const [what, value] of Object.entries(hostile)) {
    const required = Object.fromEntries(
      (json.required ?? []).map((name) => [name, fill(name, json.properties?.[name] ?? {})]),
    );
    const answer = await call(door, actor, id, { ...required, [text]: value });
    expect(answer.status, `${what}: ${JSON.stringify(answer.body)}`).toBeLessThan(500);
    if (answer.status === 400) expect(answer.body.errors[0].message, what).toMatch(/[.!?]$/);
  }
});

test("nothing was kept that breaks the rule", async () => {
  const lines = `SELECT title AS text FROM card UNION ALL SELECT name FROM label UNION ALL SELECT name FROM lane
    UNION ALL SELECT name FROM board_column UNION ALL SELECT name FROM board UNION ALL SELECT name FROM team
    UNION ALL SELECT reason FROM card_block UNION ALL SELECT category FROM card_block`;
  const { rows } = await getPool().query<{ text: string }>(lines);
  for (const { text } of rows) {
    expect(text).toBe(cleanLine(text));
    expect(isVisible(text)).toBe(true);
  }
  const texts = await getPool().query<{ text: string }>("SELECT description AS text FROM card");
  for (const { text } of texts.rows) expect(text).toBe(cleanText(text));
});

test("the same letter is found, composed or not", async () => {
  const card = await buildCard(board, board.member, board.column("Ready"), { title: "Cafe\u0301 menu" });
  for (const q of ["caf\u00e9 m", "CAFE\u0301 M", "CAF\u00c9\0 m"]) {
    const { body } = await call("get /boards/{id}/cards", board.viewer, board.id, { q });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([card.id]);
  }
});
