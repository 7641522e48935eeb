import "../support/database";
import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { type ClassOfService, type ColumnKind, classesOfService, columnKinds } from "@/lib/domain/board";
import { DomainError } from "@/lib/domain/errors";
import {
  type AdmissionBoard,
  type Breach,
  type CardPlace,
  findBreaches,
  findStoppedColumn,
  type LimitMode,
  limitModes,
  verdictOf,
} from "@/lib/domain/limit";
import { getDb } from "@/lib/server/db/client";
import { insertAndon } from "@/lib/server/store/board/andons";
import * as cards from "@/lib/server/store/board/cards";
import { getBoard } from "@/lib/server/usecases/boards/get-board";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { expectSoundDatabase } from "../support/verified";

// lib/domain/limit.ts tells the screen, the database decides: the same answer for any board and any command.

type LimitPlan = {
  max: number;
  mode: LimitMode;
  columns: number[];
  lane: number | null;
  person: number | null;
  perPerson: boolean;
  classOfService: ClassOfService | null;
};
type Plan = {
  kinds: ColumnKind[];
  /** Column that is split; its done part comes last. */
  split: number | null;
  /** Column whose andon is pulled. */
  andon: number | null;
  limits: LimitPlan[];
  blockedCardsCount: boolean;
  expediteExempt: boolean;
};
type Command = {
  what: "create" | "move" | "move" | "edit" | "block" | "unblock" | "archive" | "restore";
  card: number;
  column: number;
  lane: number | null;
  people: number[];
  classOfService: ClassOfService;
  overrides: "nothing" | "first reason limit" | "every reason limit" | "an old maximum";
  byLead: boolean;
};

const index = (length: number) => fc.integer({ min: 0, max: length - 1 });
const laneIndex = fc.option(index(2));
const plans: fc.Arbitrary<Plan> = fc.record({
  kinds: fc.array(fc.constantFrom(...columnKinds), { minLength: 3, maxLength: 3 }),
  split: fc.option(index(3), { freq: 2 }),
  andon: fc.option(index(3), { freq: 2 }),
  limits: fc.array(
    fc.record({
      max: fc.integer({ min: 0, max: 2 }),
      mode: fc.constantFrom<LimitMode[]>(...limitModes, "reason", "reason"),
      columns: fc.uniqueArray(index(3), { maxLength: 3 }),
      lane: fc.option(index(2), { freq: 2 }),
      person: fc.option(index(3), { freq: 2 }),
      perPerson: fc.boolean(),
      classOfService: fc.option(fc.constantFrom(...classesOfService), { freq: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  blockedCardsCount: fc.boolean(),
  expediteExempt: fc.boolean(),
});
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.record({
    what: fc.constantFrom<Command["what"][]>(
      "create",
      "move",
      "move",
      "edit",
      "block",
      "unblock",
      "archive",
      "restore",
    ),
    card: index(6),
    column: index(4),
    lane: laneIndex,
    people: fc.uniqueArray(index(3), { maxLength: 2 }),
    classOfService: fc.constantFrom<ClassOfService[]>("standard", "standard", "expedite", "fixed-date"),
    overrides: fc.constantFrom<Command["overrides"][]>(
      "nothing",
      "first reason limit",
      "every reason limit",
      "every reason limit",
      "an old maximum",
    ),
    byLead: fc.boolean(),
  }),
  { minLength: 15, maxLength: 30 },
);

let teamId: string;
let lead: Actor;
let member: Actor;
let people: string[];

beforeAll(async () => {
  teamId = await buildTeam();
  lead = await buildActor(teamId, "lead");
  member = await buildActor(teamId, "member");
  people = [lead.userId, member.userId, (await buildActor(teamId, "member")).userId];
});

const at = <T>(list: readonly T[], place: number): T => {
  const found = list[place];
  if (found === undefined) throw new Error(`Nothing at ${place}.`);
  return found;
};

async function buildPlannedBoard(plan: Plan) {
  const boardId = uuidv7();
  const columnIds = plan.kinds.map(() => uuidv7());
  const laneIds = [uuidv7(), uuidv7()];
  await getDb().board.create({
    data: {
      id: boardId,
      teamId,
      name: "Random",
      key: "R",
      timeZone: "UTC",
      blockedCardsCount: plan.blockedCardsCount,
      expediteExempt: plan.expediteExempt,
      columns: {
        create: plan.kinds.map((kind, position) => ({
          id: at(columnIds, position),
          name: kind,
          kind,
          position,
        })),
      },
      lanes: { create: laneIds.map((id, position) => ({ id, name: `Lane ${position}`, position })) },
    },
  });
  if (plan.split !== null) {
    const id = uuidv7();
    const donePartOf = at(columnIds, plan.split);
    await getDb().column.create({
      data: { id, boardId, name: "done part", kind: "queue", position: columnIds.length, donePartOf },
    });
    columnIds.push(id);
  }
  if (plan.andon !== null) await insertAndon(boardId, at(columnIds, plan.andon), "Stop", lead.userId);
  for (const limit of plan.limits) {
    await getDb().wipLimit.create({
      data: {
        id: uuidv7(),
        boardId,
        max: limit.max,
        mode: limit.mode,
        columnIds: limit.columns.map((column) => at(columnIds, column)),
        laneId: limit.lane === null ? null : at(laneIds, limit.lane),
        userId: limit.person === null || limit.perPerson ? null : at(people, limit.person),
        perPerson: limit.perPerson,
        classOfService: limit.classOfService,
      },
    });
  }
  return { boardId, columnIds, laneIds };
}

/** The board as the screen knows it. */
function toAdmissionBoard(snapshot: BoardSnapshot): AdmissionBoard {
  return {
    columns: snapshot.columns,
    limits: snapshot.limits,
    cards: snapshot.cards.flatMap((card) => (card.columnId ? [{ ...card, columnId: card.columnId }] : [])),
    blockedCardsCount: snapshot.board.blockedCardsCount,
    expediteExempt: snapshot.board.expediteExempt,
  };
}

type Target = Awaited<ReturnType<typeof buildPlannedBoard>> & { cardIds: string[] };

/** What the command asks for: the place before, the place after, and the call that does it. */
async function toCommand(target: Target, board: AdmissionBoard, command: Command, actor: Actor) {
  const columnId = at(target.columnIds, command.column % target.columnIds.length);
  const laneId = command.lane === null ? null : at(target.laneIds, command.lane);
  const assigneeIds = command.people.map((person) => at(people, person));
  const { classOfService } = command;
  const cardId = target.cardIds[command.card];
  if (command.what === "create" || cardId === undefined) {
    const id = uuidv7();
    const after: CardPlace = { columnId, laneId, classOfService, assigneeIds, blocked: false };
    const request = { columnId, laneId, classOfService, assigneeIds, title: "Card" };
    return {
      cardId: id,
      before: null,
      after,
      run: async (override: object) => {
        await cards.insertCard(actor.userId, target.boardId, id, { ...request, ...override });
        target.cardIds.push(id);
      },
    };
  }
  const before = board.cards.find((card) => card.id === cardId) ?? null;
  const stored = await getDb().card.findUniqueOrThrow({
    where: { id: cardId },
    include: { assignees: true },
  });
  const { userId } = actor;
  if (command.what === "restore") {
    if (before) return null;
    const after: CardPlace = {
      columnId,
      laneId: stored.laneId,
      classOfService: stored.classOfService as ClassOfService,
      assigneeIds: stored.assignees.map((assignee) => assignee.userId),
      blocked: stored.blockedAt !== null,
    };
    return {
      cardId,
      before,
      after,
      run: (override: object) => cards.restoreCard(userId, cardId, { columnId, ...override }),
    };
  }
  if (!before) return null;
  switch (command.what) {
    case "move":
      return {
        cardId,
        before,
        after: { ...before, columnId, laneId },
        run: (override: object) =>
          cards.moveCards(userId, cardId, [cardId], { columnId, laneId, ...override }),
      };
    case "edit":
      return {
        cardId,
        before,
        after: { ...before, laneId, classOfService, assigneeIds },
        run: (override: object) =>
          cards.editCard(userId, cardId, {
            version: stored.version,
            laneId,
            classOfService,
            assigneeIds,
            ...override,
          }),
      };
    case "block":
      return {
        cardId,
        before,
        after: { ...before, blocked: true },
        run: () => cards.blockCard(userId, cardId, { reason: "Waiting", category: "other" }),
      };
    case "unblock":
      return {
        cardId,
        before,
        after: { ...before, blocked: false },
        run: (override: object) => cards.unblockCard(userId, cardId, override),
      };
    case "archive":
      return { cardId, before, after: null, run: () => cards.archiveCard(userId, cardId) };
  }
}

const toFacts = (breach: Breach) => ({
  id: breach.limit.id,
  userId: breach.userId,
  count: breach.count,
  holders: [...breach.holderIds].sort(),
});

test("the database and lib/domain give the same answer to random commands on random boards", async () => {
  const seen = { accepted: 0, overridden: 0, refused: 0, stale: 0, stopped: 0 };
  await fc.assert(
    fc.asyncProperty(plans, commands, async (plan, list) => {
      const target: Target = { ...(await buildPlannedBoard(plan)), cardIds: [] };
      for (const command of list) {
        const board = toAdmissionBoard(await getBoard(lead.userId, target.boardId));
        const actor = command.byLead ? lead : member;
        const attempt = await toCommand(target, board, command, actor);
        if (!attempt) continue;
        const breaches = findBreaches(board, attempt.cardId, attempt.before, attempt.after);
        const reasonLimits = breaches.map(({ limit }) => limit).filter(({ mode }) => mode === "reason");
        const isStale = command.overrides === "an old maximum";
        const named = command.overrides === "every reason limit" ? reasonLimits : reasonLimits.slice(0, 1);
        const [first, ...others] = named.map(({ id, max }) => ({
          limitId: id,
          maxSeen: max + (isStale ? 1 : 0),
        }));
        const override =
          first && command.overrides !== "nothing"
            ? { reason: "Asked for", ...first, also: others }
            : undefined;
        const answer = await attempt.run(override ? { override } : {}).then(
          () => null,
          (error: unknown) => {
            if (error instanceof DomainError) return error;
            throw error;
          },
        );

        if (findStoppedColumn(board.columns, attempt.before, attempt.after)) {
          expect(answer?.code).toBe("column-locked");
          seen.stopped++;
          continue;
        }
        if (override && isStale && command.byLead) {
          expect(answer?.code).toBe("override-stale");
          seen.stale++;
          continue;
        }
        const covers = (breach: Breach) =>
          override !== undefined &&
          command.byLead &&
          !isStale &&
          named.some(({ id }) => id === breach.limit.id);
        const refusing = breaches.filter(
          (breach) => breach.limit.mode === "hard" || (breach.limit.mode === "reason" && !covers(breach)),
        );
        if (refusing.length === 0) {
          expect(answer).toBeNull();
          seen[verdictOf(breaches) === "reason-required" ? "overridden" : "accepted"]++;
          continue;
        }
        expect(answer?.code).toBe("wip-limit-exceeded");
        const byId = (a: { id: string; userId: string | null }, b: typeof a) =>
          `${a.id}${a.userId}`.localeCompare(`${b.id}${b.userId}`);
        const limits = answer?.details.limits as {
          id: string;
          userId: string | null;
          count: number;
          holders: { cardId: string }[];
        }[];
        const answered = limits.map(({ id, userId, count, holders }) => ({
          id,
          userId,
          count,
          holders: holders.map((holder) => holder.cardId).sort(),
        }));
        expect(answered.sort(byId)).toEqual(refusing.map(toFacts).sort(byId));
        seen.refused++;
      }
    }),
    { numRuns: 120 },
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
  await expectSoundDatabase();
});
