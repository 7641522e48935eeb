import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { ImportAnswer, ImportFormat, ImportPreview } from "@/lib/contracts/import";
import type { BoardHistory } from "@/lib/domain/board-history";
import { DomainError } from "@/lib/domain/errors";
import { keyFromName } from "@/lib/domain/templates";
import { recordSecurityEvent } from "../audit/record-security-event";
import { requireTeamForBoard } from "../command/team-for-board";
import { beginLongWrite, inTransaction } from "../db/transaction";
import { cleanHistory } from "../exchange/clean-history";
import { type ParsedImport, parseEventLog } from "../exchange/event-log";
import { parseTrello } from "../exchange/trello";
import { recordActivity } from "../store/board/activity";
import { insertBoard, markBoardInMaking } from "../store/board/boards";
import { readClock } from "../store/clock/clock";
import { readFileBytes, removeFile } from "../store/imports/import-files";
import { finishJob } from "../store/imports/import-jobs";
import { writeHistory } from "../store/imports/write-history";
import type { ImportFile, ImportProgress } from "./messages";
import { readText } from "./unpack";

/** A file to be read, and who is told how far that is. */
type FileToImport = ImportFile & { onProgress: (progress: ImportProgress) => void };

/** Share of the reading after which only what was read is worked on. */
const shareOfBytes = 0.9;

function readPieces({ source, onProgress }: FileToImport): AsyncGenerator<string> {
  const size = "bytes" in source ? source.bytes.length : source.size;
  return readText("bytes" in source ? [source.bytes] : readFileBytes(source.fileId), (bytes) =>
    onProgress({ phase: "reading", share: Math.min(1, bytes / size) * shareOfBytes }),
  );
}

async function join(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** Reads a file of a format into a board's history; nothing is written. Throws `invalid` in words. */
async function parseImport(file: FileToImport, isPreview: boolean): Promise<ParsedImport> {
  const { format, options } = file;
  const pieces = readPieces(file);
  const timeZone = options.timeZone ?? "UTC";
  const common = { timeZone, mapping: options.mapping, now: await readClock() };
  const parsed =
    format === "trello"
      ? parseTrello(await join(pieces), { ...common, boardName: options.boardName })
      : await parseEventLog(pieces, {
          ...common,
          boardName: options.boardName ?? "Imported board",
          isPreview,
        });
  const { history, dropped } = cleanHistory(parsed.history, parsed.fields);
  return { ...parsed, history, dropped: [...parsed.dropped, ...dropped] };
}

/** How long writing a board may take: it holds up nobody, since nobody sees the board yet. */
const writingMs = 30 * 60_000;

/** Writes a history as a new board of a team, whole or not at all. */
export function writeBoard(
  userId: string,
  teamId: string | undefined,
  history: BoardHistory,
  source: ImportFormat | "demo",
  boardId = uuidv7(),
  onProgress?: (share: number) => void,
): Promise<{ boardId: string; cards: number; transitions: number }> {
  return inTransaction(async () => {
    await beginLongWrite(writingMs);
    await markBoardInMaking(boardId);
    const ownerTeamId = await requireTeamForBoard(userId, teamId);
    await insertBoard({
      id: boardId,
      teamId: ownerTeamId,
      name: history.name,
      key: history.key ?? keyFromName(history.name),
      timeZone: history.timeZone,
    });
    const written = await writeHistory(history, { boardId, actorId: userId, onProgress });
    await recordActivity(boardId, "board.imported", userId, { ...written, source });
    if (source !== "demo") {
      const details = { boardId, format: source };
      await recordSecurityEvent({ event: "board-imported", actorId: userId, teamId: ownerTeamId, details });
    }
    return { boardId, ...written };
  }, writingMs);
}

/**
 * Imports a file as the new board `boardId` with its history. All or nothing; what does not come in is reported. Runs in
 * a worker: see `runImport`. `jobId`: the job whose end is written with the board, so that both are there or neither;
 * its file goes with that, too.
 */
export async function importBoard(
  file: FileToImport & { boardId: string; jobId: string; onWritten: (answer: ImportAnswer) => void },
): Promise<ImportAnswer> {
  const { userId, format, options, boardId, jobId } = file;
  const { history, dropped } = await parseImport(file, false);
  file.onProgress({ phase: "writing", share: 0 });
  return inTransaction(async () => {
    const onProgress = (share: number) => file.onProgress({ phase: "writing", share });
    const written = await writeBoard(userId, options.teamId, history, format, boardId, onProgress);
    const answer = { ...written, dropped };
    if (!(await finishJob(jobId, answer))) throw new DomainError("cancelled");
    if ("fileId" in file.source) await removeFile(file.source.fileId);
    file.onWritten(answer);
    return answer;
  }, writingMs);
}

/** What an import would make; writes nothing. Runs in a worker: see `runPreview`. */
export async function previewImport(file: FileToImport): Promise<ImportPreview> {
  const { options } = file;
  const parsed = await parseImport(file, true);
  const { history } = parsed;
  const visits = new Map<string | null, number>();
  const present = new Map<string | null, number>();
  const tally = (counts: Map<string | null, number>, key: string | null) =>
    counts.set(key, (counts.get(key) ?? 0) + 1);
  let transitions = 0;
  let from: number | undefined;
  let to: number | undefined;
  for (const { steps } of history.cards) {
    transitions += steps.length;
    for (const { columnKey, at } of steps) {
      tally(visits, columnKey);
      from = Math.min(from ?? at, at);
      to = Math.max(to ?? at, at);
    }
    tally(present, steps.at(-1)?.columnKey ?? null);
  }
  const toIso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return {
    boardName: history.name,
    timeZone: history.timeZone,
    cards: history.cards.length,
    transitions,
    from: toIso(from),
    to: toIso(to),
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
      deleted: parsed.deleted,
      ignored: options.mapping?.ignored ?? [],
    },
    dropped: parsed.dropped,
  };
}
