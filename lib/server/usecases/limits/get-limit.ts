import "server-only";
import type { LimitView } from "@/lib/contracts/limit";
import { DomainError } from "@/lib/domain/errors";
import { findLimit, listLimitViews, type StoredLimit } from "../../store/board/limits";

/** A limit in force. Whether this person may see it is decided with its board. */
export async function getLimit(limitId: string): Promise<StoredLimit> {
  const limit = await findLimit(limitId);
  if (!limit) throw new DomainError("not-found");
  return limit;
}

/** A limit with its true count. */
export async function getLimitView(boardId: string, limitId: string): Promise<LimitView> {
  const [view] = await listLimitViews(boardId, limitId);
  if (!view) throw new DomainError("not-found");
  return view;
}
