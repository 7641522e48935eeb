import "server-only";
import { joinNames } from "@/lib/domain/csv-cell";
import { requireBoard } from "../../access/require-permission";
import { offBoard, ownHeadings, unknownBeginning } from "../../exchange/own-log";
import {
  type CardRow,
  type LoggedMove,
  readBoardKey,
  readCards,
  readMoves,
} from "../../store/board/board-rows";

type Cell = string | number | null;

/** A table with its heading, read page by page while it is sent. */
export type Table = { name: string; heading: readonly string[]; pages: AsyncGenerator<readonly Cell[][]> };

async function* mapPages<T>(pages: AsyncGenerator<T[]>, toRow: (row: T) => Cell[]): AsyncGenerator<Cell[][]> {
  for await (const page of pages) yield page.map(toRow);
}

/** The log of a board as an event log, which the import of event logs reads back: the same texts and the same moves. */
export async function exportTransitions(userId: string, boardId: string): Promise<Table> {
  await requireBoard(userId, boardId, "board:read");
  return {
    name: `${await readBoardKey(boardId)}-transitions`,
    heading: ownHeadings,
    pages: mapPages(readMoves(boardId), ({ card, column, at, title, isFound }: LoggedMove) => [
      card,
      column ?? offBoard,
      at,
      title,
      isFound ? unknownBeginning : "",
    ]),
  };
}

/** The cards on a board as a table, which the import of cards into a board reads back. */
export async function exportCards(userId: string, boardId: string): Promise<Table> {
  await requireBoard(userId, boardId, "board:read");
  return {
    name: `${await readBoardKey(boardId)}-cards`,
    heading: [
      "card",
      "title",
      "column",
      "lane",
      "class",
      "type",
      "labels",
      "people",
      "due date",
      "created",
      "started",
      "finished",
      "description",
    ],
    pages: mapPages(readCards(boardId), (row: CardRow) => [
      row.card,
      row.title,
      row.column,
      row.lane,
      row.class,
      row.type,
      joinNames(row.labels),
      joinNames(row.people),
      row.dueDate,
      row.createdAt,
      row.startedAt,
      row.finishedAt,
      row.description,
    ]),
  };
}
