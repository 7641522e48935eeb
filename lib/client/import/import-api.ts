import {
  type ImportFileView,
  type ImportFormat,
  type ImportJobView,
  type ImportOptions,
  type ImportPreview,
  importFileView,
  importJobView,
  importPreview,
  maxFileBytes,
  startedImport,
} from "@/lib/contracts/import";
import { sayBytes } from "../format/byte-words";
import { Refused } from "../http/answer-error";
import { callApi } from "../http/api";
import { sendFile } from "../http/send-file";
import { shapeOf } from "../http/shape";
import type { ServerQuery } from "../query/server-query";

/** Reading a year of a large team takes less. */
const previewWithinMs = 3 * 60_000;

/** Which format a file probably has: JSON is a Trello board, anything else an event log. */
export function detectFormat(fileName: string): ImportFormat {
  return /\.json(\.gz)?$/i.test(fileName) ? "trello" : "event-log";
}

/** What is wrong with a file before it is sent, in words; null when it may be. */
export function judgeFile({ size }: { size: number }): string | null {
  if (size === 0) return "The file is empty.";
  if (size <= maxFileBytes) return null;
  return `The file has ${sayBytes(size)}; at most ${sayBytes(maxFileBytes)} are taken. Packed with gzip it may fit.`;
}

/** Sends a file, once for everything that is then done with it. */
export async function sendImportFile(
  file: File,
  teamId: string | null,
  sending: Parameters<typeof sendFile>[2],
): Promise<ImportFileView> {
  const query = new URLSearchParams({ name: file.name.slice(0, 200), ...(teamId && { teamId }) });
  return importFileView.parse(JSON.parse(await sendFile(`/imports/files?${query}`, file, sending)));
}

/** Lets go of a file that was sent. */
export async function dropImportFile(id: string): Promise<void> {
  await callApi(`/imports/files/${id}`, { method: "DELETE" });
}

type Wanted = { format: ImportFormat; fileId: string; options: ImportOptions };

/** What an import would make. It is refused with the words of what is wrong with the file or the mapping. */
export function previewOf({ format, fileId, options }: Wanted): ServerQuery<ImportPreview> {
  const query = new URLSearchParams({ format, file: fileId, dryRun: "true" });
  return {
    path: `/imports?${query}`,
    body: options,
    answer: shapeOf(importPreview),
    withinMs: previewWithinMs,
  };
}

/** Begins an import as a new board, once per key; returns the id by which it is followed. */
export async function startImport({ format, fileId, options }: Wanted, key: string): Promise<string> {
  const query = new URLSearchParams({ format, file: fileId, async: "true" });
  const request = { method: "POST", body: options, answer: shapeOf(startedImport), key } as const;
  return (await callApi(`/imports?${query}`, request)).id;
}

export function readImport(id: string, signal: AbortSignal): Promise<ImportJobView> {
  return callApi(`/imports/${id}`, { answer: shapeOf(importJobView), signal });
}

/** Cancels an import; the answer says how it ended, which may be well when it was done before. */
export function cancelImport(id: string): Promise<ImportJobView> {
  return callApi(`/imports/${id}`, { method: "DELETE", answer: shapeOf(importJobView) });
}

/** The file was sent and is not there any more. */
export function isFileGone(error: unknown): boolean {
  return error instanceof Refused && error.problem.code === "not-found";
}

/** What is wrong, in words, by the place where it is to be mended: a field of the form, or anything else. */
export type ImportFault = { place: "boardName" | "timeZone" | "teamId" | "file"; words: string };

/** Each fault of the file or of the form, else the general words. */
export function importFaults(error: unknown): ImportFault[] {
  const named = error instanceof Refused ? (error.problem.errors ?? []) : [];
  if (named.length === 0)
    return [
      { place: "file", words: error instanceof Error ? error.message : "That did not work. Try again." },
    ];
  return named.map(({ path, message }) => ({
    place: path === "boardName" || path === "timeZone" || path === "teamId" ? path : "file",
    words: message,
  }));
}

/** The names in the header of a CSV that could not be imported like this; empty for anything else. */
export function headersBehind(error: unknown): string[] {
  return error instanceof Refused ? (error.problem.headers ?? []) : [];
}
