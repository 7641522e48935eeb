import "server-only";
import type { ImportAnswer } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { closeDb } from "../db/client";
import { classifyOutage } from "../db/outage";
import { importBoard, previewImport } from "./import-board";
import type {
  ImportProgress,
  WorkerMessage,
  WorkerOutcome,
  WorkerRequest,
  WorkerResult,
  WorkerTask,
} from "./messages";
import { writeDemoBoard } from "./write-demo-board";

/** Does one task, in a worker thread, and answers in what crosses threads whole. */
export async function work({ task, port }: WorkerRequest): Promise<WorkerOutcome> {
  const tell = (message: WorkerMessage) => port.postMessage(message);
  tell({ progress: { phase: "reading", share: 0 } });
  try {
    return await run(task, tell);
  } catch (error) {
    if (error instanceof DomainError)
      return { refusal: { code: error.code, details: error.details, message: error.message } };
    const outage = classifyOutage(error);
    if (outage === "outage" || outage === "full")
      return { refusal: { code: "unavailable", details: {}, message: "unavailable" } };
    throw error;
  } finally {
    port.close();
    await closeDb();
  }
}

async function run(task: WorkerTask, tell: (message: WorkerMessage) => void): Promise<WorkerResult> {
  const onProgress = (progress: ImportProgress) => tell({ progress });
  const onWritten = (answer: ImportAnswer) => tell({ written: { answer } });
  if (task.kind === "preview") return { preview: await previewImport({ ...task, onProgress }) };
  if (task.kind === "import") return { answer: await importBoard({ ...task, onProgress, onWritten }) };
  const demo = await writeDemoBoard(task.userId, task.teamId, task.boardId);
  return { answer: { ...demo, dropped: [] } };
}
