import { type ColumnKind, findCommitmentColumn, isCommitted } from "@/lib/domain/board";

/** A column as reports see it. `position` counts from 0 at the left; archived columns keep theirs. */
export type FlowColumn = { id: string; name: string; kind: ColumnKind; position: number };

/** The board under which a log is read: its present columns and commitment point. */
export type FlowBoard = {
  timeZone: string;
  columns: readonly FlowColumn[];
  commitmentColumnId: string | null;
};

/** Questions about columns by id. A column that the board does not know counts as backlog. */
export type Workflow = {
  /** From left to right. */
  columns: readonly FlowColumn[];
  find(columnId: string): FlowColumn | undefined;
  isDone(columnId: string): boolean;
  isActive(columnId: string): boolean;
  /** At or past the commitment point, or done. */
  isCommitted(columnId: string): boolean;
  positionOf(columnId: string): number;
};

/** The board's present workflow; every figure applies it to the whole log. */
export function buildWorkflow(board: FlowBoard): Workflow {
  const columns = [...board.columns].sort((a, b) => a.position - b.position);
  const byId = new Map(columns.map((column) => [column.id, column]));
  const commitment = findCommitmentColumn(columns, board.commitmentColumnId);
  const committed = new Set(
    columns.filter((column) => isCommitted(column, commitment)).map((column) => column.id),
  );
  return {
    columns,
    find: (columnId) => byId.get(columnId),
    isDone: (columnId) => byId.get(columnId)?.kind === "done",
    isActive: (columnId) => byId.get(columnId)?.kind === "active",
    isCommitted: (columnId) => committed.has(columnId),
    positionOf: (columnId) => byId.get(columnId)?.position ?? -1,
  };
}
