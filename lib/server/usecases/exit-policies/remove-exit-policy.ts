import "server-only";
import { changeBoard } from "../../command/change-board";
import { updatePolicy } from "../../store/board/exit-policies";
import { readPresent } from "../../store/clock/clock";
import { getPolicy, toView } from "./exit-policy";

/** Takes an exit policy off its column. */
export async function removeExitPolicy(userId: string, policyId: string): Promise<void> {
  const { boardId } = await getPolicy(policyId);
  await changeBoard(userId, boardId, "board:configure", async (record) => {
    const policy = await getPolicy(policyId);
    await updatePolicy(policyId, { archivedAt: await readPresent() });
    await record("policy.changed", { columnId: policy.columnId, policyId, from: toView(policy), to: null });
  });
}
