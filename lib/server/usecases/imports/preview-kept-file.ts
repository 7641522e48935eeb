import "server-only";
import type { ImportPreview } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { importSlots } from "../../capacity/import-slots";
import { runPreview } from "../../import-worker/run-import";
import { abortWhenRevoked } from "../../realtime/access-watch";
import type { ImportRequest } from "./start-import";

/**
 * What an import of a kept file would make; writes nothing. Ends with `signal`, and with the access of who asked. Throws
 * `invalid` in words, `rate-limited` or `busy`.
 */
export async function previewKeptFile(
  { userId, file, format, options, isStillSignedIn }: ImportRequest,
  signal: AbortSignal,
): Promise<ImportPreview> {
  const release = importSlots.previews.take(userId);
  let endTurn = () => {};
  let access: Awaited<ReturnType<typeof abortWhenRevoked>> | null = null;
  try {
    access = await abortWhenRevoked({ userId, isStillAllowed: isStillSignedIn });
    const either = AbortSignal.any([signal, access.signal]);
    endTurn = await importSlots.previewTurns.take(userId, either);
    return await runPreview({
      userId,
      format,
      options,
      source: { fileId: file.id, size: file.bytes },
      signal: either,
    });
  } catch (error) {
    if (access?.signal.aborted) throw new DomainError("unauthenticated");
    throw signal.aborted ? new DomainError("cancelled") : error;
  } finally {
    endTurn();
    access?.stop();
    release();
  }
}
