import "server-only";
import { readPresent } from "../store/clock";
import { listPolicies, updatePolicy } from "../store/exit-policies";

/** Ends the exit policies of a column that leaves the board. */
export async function archivePolicies(columnId: string): Promise<void> {
  for (const policy of await listPolicies(columnId)) {
    await updatePolicy(policy.id, { archivedAt: await readPresent() });
  }
}
