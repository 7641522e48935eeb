import type { BoardSnapshot } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import type { LimitView } from "@/lib/contracts/limit";
import { keysBetween } from "@/lib/domain/order-key";

const at = "2026-03-02T09:00:00.000Z";

/** A stable UUID for a word, so that fixtures read as names. */
export function idOf(word: string): string {
  const hex = [...word].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const full = hex.padEnd(24, "0").slice(0, 24);
  return `${full.slice(0, 8)}-${full.slice(8, 12)}-7${full.slice(12, 15)}-8${full.slice(15, 18)}-${full.slice(18).padEnd(12, "0")}`;
}

export function buildCard(word: string, over: Partial<CardView> = {}): CardView {
  return {
    id: idOf(word),
    number: 1,
    title: word,
    columnId: idOf("todo"),
    laneId: null,
    position: "a0",
    version: 1,
    type: null,
    classOfService: "standard",
    labelIds: [],
    assigneeIds: [],
    dueDate: null,
    blocked: false,
    enteredColumnAt: at,
    startedAt: null,
    finishedAt: null,
    createdAt: at,
    ...over,
  };
}

export function buildLimit(max: number, over: Partial<LimitView> = {}): LimitView {
  return {
    id: idOf(`limit${max}`),
    max,
    mode: "hard",
    columnIds: [idOf("doing")],
    laneId: null,
    userId: null,
    perPerson: false,
    classOfService: null,
    count: 0,
    ...over,
  };
}

/** A board of todo (backlog), doing (active), review (queue), done, with the named cards in the named columns. */
export function buildBoard(
  cards: Partial<Record<"todo" | "doing" | "review" | "done", string[]>> = {},
  limits: LimitView[] = [],
): BoardSnapshot {
  const columns = (["todo", "doing", "review", "done"] as const).map((name, position) => ({
    id: idOf(name),
    name: name[0]?.toUpperCase() + name.slice(1),
    kind: (["backlog", "active", "queue", "done"] as const)[position] ?? "active",
    position,
    count: cards[name]?.length ?? 0,
    archivedAt: null,
    donePartOf: null,
    andon: null,
    policies: [],
  }));
  let number = 0;
  return {
    board: {
      id: idOf("board"),
      teamId: idOf("team"),
      name: "Product",
      key: "PRO",
      timeZone: "Europe/Paris",
      version: 10,
      commitmentColumnId: idOf("doing"),
      blockedCardsCount: true,
      expediteExempt: false,
      autoPull: false,
      blockCategories: ["defect", "other"],
      serviceLevel: null,
      workingDays: null,
      role: "lead",
    },
    columns,
    lanes: [],
    limits,
    waiting: [],
    labels: [{ id: idOf("bug"), name: "Bug", colour: "vermilion" }],
    formerMembers: [],
    members: [
      { userId: idOf("ana"), name: "Ana Silva", role: "lead" },
      { userId: idOf("bo"), name: "Bo Lind", role: "member" },
    ],
    cards: columns.flatMap((column) => {
      const words = cards[column.name.toLowerCase() as "todo"] ?? [];
      const keys = keysBetween(null, null, words.length);
      return words.map((word, index) =>
        buildCard(word, { columnId: column.id, number: ++number, position: keys[index] ?? "a0" }),
      );
    }),
  };
}
