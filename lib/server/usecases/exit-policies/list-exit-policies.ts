import "server-only";
import type { ExitPolicyView } from "@/lib/contracts/board";
import { requireBoard } from "../../access/require-permission";
import { listPolicies } from "../../store/board/exit-policies";
import { getColumnBoard } from "../columns/get-column";
import { toView } from "./exit-policy";

/** What a card must be before it leaves a column. */
export async function listExitPolicies(userId: string, columnId: string): Promise<ExitPolicyView[]> {
  await requireBoard(userId, await getColumnBoard(columnId), "board:read");
  return (await listPolicies(columnId)).map(toView);
}
