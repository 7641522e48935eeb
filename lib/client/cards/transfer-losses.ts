import type { CardView } from "@/lib/contracts/card";
import { can } from "@/lib/domain/permission";
import type { BoardModel } from "../board/model";

const list = new Intl.ListFormat("en");

/** Who can be assigned on a board. */
export function workersOf({ members }: BoardModel): ReadonlySet<string> {
  return new Set(members.filter(({ role }) => can(role, "card:write")).map(({ userId }) => userId));
}

/** What changes about a card when it goes to another board, one sentence each: said before it goes. */
export function sayTransferLosses(card: CardView, from: BoardModel, to: BoardModel): string[] {
  const workers = workersOf(to);
  const left = card.assigneeIds.filter((id) => !workers.has(id));
  const known = from.people.filter(({ userId }) => left.includes(userId)).map(({ name }) => name);
  const strangers = left.length - known.length;
  const people = [
    ...known,
    ...(strangers > 0 ? [strangers === 1 ? "a former member" : "former members"] : []),
  ];
  const there = new Set(to.labels.map(({ name }) => name));
  const added = from.labels.filter(({ id, name }) => card.labelIds.includes(id) && !there.has(name));
  return [
    ...(people.length > 0
      ? [
          `${list.format(people)} will no longer be assigned, since only those who work on ${to.facts.name} can be.`,
        ]
      : []),
    ...(added.length > 0
      ? [
          `${to.facts.name} gets ${added.length === 1 ? "a new label" : "new labels"}: ${list.format(added.map(({ name }) => name))}.`,
        ]
      : []),
  ];
}
