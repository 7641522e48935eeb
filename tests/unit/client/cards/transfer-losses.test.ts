import { expect, test } from "vitest";
import { toBoardModel } from "@/lib/client/board/model";
import { sayTransferLosses } from "@/lib/client/cards/transfer-losses";
import { buildBoard, idOf } from "../board/board-fixture";

const person = (word: string) => ({ userId: idOf(word), name: word, role: "member" as const });
const label = (word: string, name: string) => ({ id: idOf(word), name, colour: "sky" as const });

const from = toBoardModel({
  ...buildBoard({ todo: ["a"] }),
  members: [person("Ann"), person("Bo")],
  labels: [label("one", "Urgent"), label("two", "Design")],
});
const there = buildBoard({});
const to = toBoardModel({
  ...there,
  board: { ...there.board, name: "Support" },
  members: [person("Bo")],
  labels: [label("three", "Design")],
});

const say = (facts: { assigneeIds?: string[]; labelIds?: string[] }) => {
  const card = from.cards.get(idOf("a"));
  if (!card) throw new Error("no card");
  return sayTransferLosses({ ...card, ...facts }, from, to);
};

test("who is not in the team there is named, and labels that the board lacks", () => {
  expect(say({ assigneeIds: [idOf("Ann"), idOf("Bo")], labelIds: [idOf("one"), idOf("two")] })).toEqual([
    "Ann will no longer be assigned, since only those who work on Support can be.",
    "Support gets a new label: Urgent.",
  ]);
});

test("somebody who has left this team, too", () => {
  expect(say({ assigneeIds: [idOf("Cy"), idOf("Ann")] })).toEqual([
    "Ann and a former member will no longer be assigned, since only those who work on Support can be.",
  ]);
});

test("a viewer there is not assigned", () => {
  const seen = toBoardModel({ ...there, members: [{ ...person("Bo"), role: "viewer" }] });
  const card = from.cards.get(idOf("a"));
  expect(card && sayTransferLosses({ ...card, assigneeIds: [idOf("Bo")] }, from, seen)).toHaveLength(1);
});

test("nothing is said where nothing changes", () => {
  expect(say({ assigneeIds: [idOf("Bo")], labelIds: [idOf("two")] })).toEqual([]);
});
