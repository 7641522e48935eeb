import "server-only";
import type { ExitPolicyView, UpdatePolicyRequest } from "@/lib/contracts/board";
import { changeBoard } from "../../command/change-board";
import { updatePolicy } from "../../store/board/exit-policies";
import { getPolicy, setPolicyPosition, toView } from "./exit-policy";

/** Changes the text of an exit policy, whether it is required, or its place in the list. */
export async function changeExitPolicy(
  userId: string,
  policyId: string,
  { position, ...changes }: UpdatePolicyRequest,
): Promise<ExitPolicyView> {
  const { boardId } = await getPolicy(policyId);
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    const before = await getPolicy(policyId);
    const after = { ...before, ...changes };
    await updatePolicy(policyId, changes);
    if (position !== undefined) await setPolicyPosition(before, position);
    await record("policy.changed", {
      columnId: before.columnId,
      policyId,
      from: toView(before),
      to: toView(after),
    });
    return toView(after);
  });
}
