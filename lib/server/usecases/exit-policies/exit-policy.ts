import "server-only";
import type { ExitPolicyView } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { findPolicy, listPolicies, type StoredPolicy, updatePolicy } from "../../store/board/exit-policies";

/** An exit policy as the API shows it. */
export const toView = ({ id, text, required }: StoredPolicy): ExitPolicyView => ({ id, text, required });

/** An exit policy that is in force. Throws `not-found`. */
export async function getPolicy(policyId: string): Promise<StoredPolicy> {
  const policy = await findPolicy(policyId);
  if (!policy) throw new DomainError("not-found");
  return policy;
}

/** Puts a policy at a position among those of its column, counted from 0; beyond the end means the end. */
export async function setPolicyPosition(policy: StoredPolicy, position: number): Promise<void> {
  const others = (await listPolicies(policy.columnId)).filter(({ id }) => id !== policy.id);
  for (const [at, { id }] of others.toSpliced(position, 0, policy).entries()) {
    await updatePolicy(id, { position: at });
  }
}
