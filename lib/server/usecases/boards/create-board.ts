import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { BoardSnapshot, CreateBoardRequest, CreateColumnRequest } from "@/lib/contracts/board";
import { keyFromName, type TemplateLimit, templates } from "@/lib/domain/templates";
import { requireTeamForBoard } from "../../command/team-for-board";
import { inTransaction } from "../../db/transaction";
import { recordActivity } from "../../store/board/activity";
import { insertBoard, updateBoard } from "../../store/board/boards";
import { insertColumns } from "../../store/board/columns";
import { insertLimit } from "../../store/board/limits";
import { getBoard } from "./get-board";

type Plan = {
  columns: (Omit<CreateColumnRequest, "position"> & { id: string })[];
  limits: readonly TemplateLimit[];
  expediteExempt: boolean;
};

/** Makes a board with the columns given, or those of a template. Days are days in UTC unless a zone is given. */
export function createBoard(userId: string, request: CreateBoardRequest): Promise<BoardSnapshot> {
  const plan = planOf(request);
  return inTransaction(async () => {
    const id = uuidv7();
    await insertBoard({
      id,
      teamId: await requireTeamForBoard(userId, request.teamId),
      name: request.name,
      key: request.key ?? keyFromName(request.name),
      timeZone: request.timeZone ?? "UTC",
    });
    if (plan.expediteExempt) await updateBoard(id, { expediteExempt: true });
    await insertColumns(
      plan.columns.map((column, position) => ({
        id: column.id,
        boardId: id,
        name: column.name,
        kind: column.kind,
        position,
      })),
    );
    await insertLimits(userId, id, plan);
    await recordActivity(id, "board.created", userId, { name: request.name });
    return getBoard(userId, id);
  });
}

function planOf(request: CreateBoardRequest): Plan {
  if (request.columns) {
    const columns = request.columns.map((column) => ({ ...column, id: uuidv7() }));
    return { columns, limits: [], expediteExempt: false };
  }
  const template = templates[request.template ?? "kanban"];
  const columns = template.columns.map((column) => ({
    id: uuidv7(),
    name: column.name,
    kind: column.kind,
    limit: "max" in column ? { max: column.max } : null,
  }));
  return { columns, limits: template.limits, expediteExempt: template.expediteExempt };
}

async function insertLimits(userId: string, boardId: string, plan: Plan): Promise<void> {
  const author = { actorId: userId, why: null };
  const open = { boardId, laneId: null, userId: null, perPerson: false };
  for (const { id, limit } of plan.columns) {
    if (!limit) continue;
    const scope = { ...open, columnIds: [id], classOfService: null };
    await insertLimit(
      { ...scope, id: uuidv7(), max: limit.max, mode: limit.mode ?? "hard" },
      { actorId: userId, why: limit.why ?? null },
    );
  }
  for (const limit of plan.limits) {
    const columnIds = plan.columns.filter(({ name }) => limit.columns.includes(name)).map(({ id }) => id);
    const scope = { ...open, columnIds, classOfService: limit.classOfService ?? null };
    await insertLimit({ ...scope, id: uuidv7(), max: limit.max, mode: limit.mode }, author);
  }
}
