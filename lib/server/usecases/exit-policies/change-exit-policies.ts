import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { CreatePolicyRequest, ExitPolicyView, UpdatePolicyRequest } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { requireBoard } from "../../access/require-permission";
import { changeBoard } from "../../command/change-board";
import {
  findPolicy,
  insertPolicy,
  listPolicies,
  type StoredPolicy,
  updatePolicy,
} from "../../store/board/exit-policies";
import { readPresent } from "../../store/clock/clock";
import { getColumnBoard, getColumnView } from "../columns/get-column";

const toView = ({ id, text, required }: StoredPolicy): ExitPolicyView => ({ id, text, required });

/** What a card must be before it leaves a column. */
export async function listExitPolicies(userId: string, columnId: string): Promise<ExitPolicyView[]> {
  await requireBoard(userId, await getColumnBoard(columnId), "board:read");
  return (await listPolicies(columnId)).map(toView);
}

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

/** Takes an exit policy off its column. */
export async function removeExitPolicy(userId: string, policyId: string): Promise<void> {
  const { boardId } = await getPolicy(policyId);
  await changeBoard(userId, boardId, "board:configure", async (record) => {
    const policy = await getPolicy(policyId);
    await updatePolicy(policyId, { archivedAt: await readPresent() });
    await record("policy.changed", { columnId: policy.columnId, policyId, from: toView(policy), to: null });
  });
}

async function getPolicy(policyId: string): Promise<StoredPolicy> {
  const policy = await findPolicy(policyId);
  if (!policy) throw new DomainError("not-found");
  return policy;
}

async function setPolicyPosition(policy: StoredPolicy, position: number): Promise<void> {
  const others = (await listPolicies(policy.columnId)).filter(({ id }) => id !== policy.id);
  for (const [place, { id }] of others.toSpliced(position, 0, policy).entries()) {
    await updatePolicy(id, { position: place });
  }
}
