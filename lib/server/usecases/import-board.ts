import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { ImportAnswer, ImportFormat, ImportOptions, ImportPreview } from "@/lib/contracts/import";
import { keyFromName } from "@/lib/domain/templates";
import { inTransaction } from "../db/transaction";
import type { BoardHistory } from "../exchange/board-history";
import { cleanHistory } from "../exchange/clean-history";
import { type ParsedImport, parseEventLog } from "../exchange/event-log";
import { parseTrello } from "../exchange/trello";
import { recordActivity } from "../store/activity";
import { insertBoard } from "../store/boards";
import { writeHistory } from "../store/write-history";
import { requireTeamForBoard } from "./require-team-for-board";

/** Reads a file of a format into a board's history; nothing is written. Throws `invalid` in words. */
function parseImport(
  format: ImportFormat,
  text: string,
  options: ImportOptions,
  isPreview: boolean,
): ParsedImport {
  const timeZone = options.timeZone ?? "UTC";
  const common = { timeZone, mapping: options.mapping, now: Date.now() };
  const parsed =
    format === "trello"
      ? parseTrello(text, { ...common, boardName: options.boardName })
      : parseEventLog(text, { ...common, boardName: options.boardName ?? "Imported board", isPreview });
  const { history, dropped } = cleanHistory(parsed.history);
  return { ...parsed, history, dropped: [...parsed.dropped, ...dropped] };
}

/** Writes a history as a new board of a team, whole or not at all. */
export function writeBoard(
  userId: string,
  teamId: string | undefined,
  history: BoardHistory,
  source: ImportFormat | "demo",
): Promise<{ boardId: string; cards: number; transitions: number }> {
  return inTransaction(async () => {
    const boardId = uuidv7();
    await insertBoard({
      id: boardId,
      teamId: await requireTeamForBoard(userId, teamId),
      name: history.name,
      key: history.key ?? keyFromName(history.name),
      timeZone: history.timeZone,
    });
    const written = await writeHistory(history, { boardId, actorId: userId });
    await recordActivity(boardId, "board.imported", userId, { ...written, source });
    return { boardId, ...written };
  });
}

/** Imports a file as a new board with its history. All or nothing; what does not come in is reported. */
export async function importBoard(
  userId: string,
  format: ImportFormat,
  text: string,
  options: ImportOptions,
): Promise<ImportAnswer> {
  const { history, dropped } = parseImport(format, text, options, false);
  return { ...(await writeBoard(userId, options.teamId, history, format)), dropped };
}

/** What an import would make; writes nothing. */
export function previewImport(format: ImportFormat, text: string, options: ImportOptions): ImportPreview {
  const parsed = parseImport(format, text, options, true);
  const { history } = parsed;
  const steps = history.cards.flatMap((card) => card.steps);
  const instants = steps.map((step) => step.at);
  const visits = new Map<string | null, number>();
  const present = new Map<string | null, number>();
  for (const { columnKey } of steps) visits.set(columnKey, (visits.get(columnKey) ?? 0) + 1);
  for (const card of history.cards) {
    const key = card.steps.at(-1)?.columnKey ?? null;
    present.set(key, (present.get(key) ?? 0) + 1);
  }
  const toIso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return {
    boardName: history.name,
    timeZone: history.timeZone,
    cards: history.cards.length,
    transitions: steps.length,
    from: toIso(instants.reduce<number | undefined>((least, at) => Math.min(least ?? at, at), undefined)),
    to: toIso(instants.reduce<number | undefined>((most, at) => Math.max(most ?? at, at), undefined)),
    columns: history.columns.map(({ key, name, kind, isArchived }) => ({
      name,
      kind,
      isArchived,
      activities: parsed.activitiesOf.get(key) ?? [name],
      cards: present.get(key) ?? 0,
      visits: visits.get(key) ?? 0,
    })),
    activities: parsed.activities,
    headers: parsed.headers,
    mapping: {
      ...parsed.mapping,
      deleted: options.mapping?.deleted ?? [],
      ignored: options.mapping?.ignored ?? [],
    },
    dropped: parsed.dropped,
  };
}
