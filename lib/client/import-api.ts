import {
  type ImportAnswer,
  type ImportFormat,
  type ImportOptions,
  type ImportPreview,
  importAnswer,
  importPreview,
} from "@/lib/contracts/import";
import { fetchInTime, Refused } from "./api";
import { pageHeaders } from "./page-owner";

/** A year of a large team is read and written in less. */
const importWithinMs = 10 * 60_000;

/** Which format a file probably has: JSON is a Trello board, anything else an event log. */
export function detectFormat(fileName: string): ImportFormat {
  return /\.json$/i.test(fileName) ? "trello" : "event-log";
}

async function send(
  path: string,
  file: File,
  options: ImportOptions,
  signal?: AbortSignal,
): Promise<unknown> {
  const form = new FormData();
  form.append("file", file);
  form.append("options", JSON.stringify(options));
  const request = { method: "POST", body: form, headers: pageHeaders() };
  return JSON.parse(await fetchInTime(`/imports?${path}`, request, importWithinMs, signal));
}

/** What an import would make. Throws `Refused` with the words of what is wrong with the file or the mapping. */
export async function previewImport(
  format: ImportFormat,
  file: File,
  options: ImportOptions,
  signal: AbortSignal,
): Promise<ImportPreview> {
  return importPreview.parse(await send(`format=${format}&dryRun=true`, file, options, signal));
}

/** Imports a file as a new board. */
export async function importFile(
  format: ImportFormat,
  file: File,
  options: ImportOptions,
): Promise<ImportAnswer> {
  return importAnswer.parse(await send(`format=${format}`, file, options));
}

/** What is wrong, in words: each fault of the file or mapping, else the general words. */
export function faultWords(error: unknown): string[] {
  if (error instanceof Refused && error.problem.errors?.length)
    return error.problem.errors.map(({ message }) => message);
  return [error instanceof Error ? error.message : "That did not work. Try again."];
}
