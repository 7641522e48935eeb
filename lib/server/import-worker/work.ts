import "server-only";
import type { ImportAnswer } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { closeDb } from "../db/client";
import { logger } from "../logger";
import { importBoard, previewImport } from "../usecases/import-board";
import type { ImportMessage, ImportOutcome, ImportTask } from "./messages";

/** Does one task, in a worker thread, and answers in what crosses threads whole. */
export async function work(task: ImportTask): Promise<ImportOutcome> {
  const { made, port, ...request } = task;
  const tell = (message: ImportMessage) => port.postMessage(message);
  const onProgress = (progress: { phase: "reading" | "writing"; share: number }) => tell({ progress });
  onProgress({ phase: "reading", share: 0 });
  try {
    if (made === null) return { preview: await previewImport({ ...request, onProgress }) };
    const onWritten = (answer: ImportAnswer) => tell({ answer });
    return { answer: await importBoard({ ...request, ...made, onProgress, onWritten }) };
  } catch (error) {
    if (error instanceof DomainError)
      return { refusal: { code: error.code, details: error.details, message: error.message } };
    logger.error({ err: error }, "import failed");
    throw error;
  } finally {
    port.close();
    await closeDb();
  }
}
