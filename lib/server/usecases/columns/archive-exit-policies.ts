import "server-only";
import { listPolicies, updatePolicy } from "../../store/board/exit-policies";
import { readPresent } from "../../store/clock/clock";

/** Ends the exit policies of a column that leaves the board. */
export async function archivePolicies(columnId: string): Promise<void> {
  for (const policy of await listPolicies(columnId)) {
    await updatePolicy(policy.id, { archivedAt: await readPresent() });
  }
}
