import type { MessagePort } from "node:worker_threads";
import type { ImportAnswer, ImportFormat, ImportOptions, ImportPreview } from "@/lib/contracts/import";
import type { ErrorCode } from "@/lib/domain/errors";

/** Where the bytes of a file are: here, or in the database, as an upload that was kept; `size` is how many. */
export type ImportSource = { bytes: Uint8Array } | { fileId: string; size: number };

/** What an import is at, and the share of it that is done, from 0 to 1. */
export type ImportProgress = { phase: "reading" | "writing"; share: number };

/** What a worker is asked to do. `made`: the board to be made by which job; null for a preview, which writes nothing. */
export type ImportTask = {
  userId: string;
  source: ImportSource;
  format: ImportFormat;
  options: ImportOptions;
  made: { boardId: string; jobId: string } | null;
  port: MessagePort;
};

/** What a worker tells on its way: how far it is, and, right before it commits, what it will have done. */
export type ImportMessage = { progress: ImportProgress } | { answer: ImportAnswer };

/** A refusal as it crosses threads, which errors of our own cannot without losing what they say. */
export type Refusal = { code: ErrorCode; details: Record<string, unknown>; message: string };

/** How a task ended. */
export type ImportOutcome = { preview: ImportPreview } | { answer: ImportAnswer } | { refusal: Refusal };
