import type { MessagePort } from "node:worker_threads";
import type { ImportAnswer, ImportFormat, ImportOptions, ImportPreview } from "@/lib/contracts/import";
import type { ErrorCode } from "@/lib/domain/errors";

/** Where the bytes of a file are: here, or in the database, as an upload that was kept; `size` is how many. */
export type ImportSource = { bytes: Uint8Array } | { fileId: string; size: number };

/** The step that an import is in, and how much of it is done, from 0 to 1. */
export type ImportProgress = { phase: "reading" | "writing"; share: number };

/** A file to be read, and for whom. */
export type ImportFile = {
  userId: string;
  source: ImportSource;
  format: ImportFormat;
  options: ImportOptions;
};

/** What a worker is asked to do: a preview writes nothing, an import makes the board `boardId` and ends the job. */
export type WorkerTask =
  | ({ kind: "preview" } & ImportFile)
  | ({ kind: "import"; boardId: string; jobId: string } & ImportFile)
  | { kind: "demo"; boardId: string; userId: string; teamId: string | undefined };

/** The task, and where to tell how it goes. */
export type WorkerRequest = { task: WorkerTask; port: MessagePort };

/** The result of a task. */
export type WorkerResult = { preview: ImportPreview } | { answer: ImportAnswer };

/** What a worker reports while it works: its progress, and, right before it commits, the result it will have. */
export type WorkerMessage = { progress: ImportProgress } | { written: WorkerResult };

/** A refusal as plain data: an error object sent between threads loses its code and details. */
export type Refusal = { code: ErrorCode; details: Record<string, unknown>; message: string };

/** How a task ended. */
export type WorkerOutcome = WorkerResult | { refusal: Refusal };
