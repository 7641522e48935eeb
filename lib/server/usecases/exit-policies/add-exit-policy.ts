import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { CreatePolicyRequest, ExitPolicyView } from "@/lib/contracts/board";
import { changeBoard } from "../../command/change-board";
import { insertPolicy, listPolicies } from "../../store/board/exit-policies";
import { getColumnBoard, getColumnView } from "../columns/get-column";
import { toView } from "./exit-policy";

/** Adds an exit policy at the end of a column's list. */
export async function addExitPolicy(
  userId: string,
  columnId: string,
  request: CreatePolicyRequest,
): Promise<ExitPolicyView> {
  const boardId = await getColumnBoard(columnId);
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    await getColumnView(userId, boardId, columnId);
    const position = (await listPolicies(columnId)).length;
    const policy = { ...request, id: uuidv7(), boardId, columnId, position };
    await insertPolicy(policy);
    await record("policy.changed", { columnId, policyId: policy.id, to: toView(policy) });
    return toView(policy);
  });
}
