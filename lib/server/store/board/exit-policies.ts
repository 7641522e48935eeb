import "server-only";
import type { ExitPolicyView } from "@/lib/contracts/board";
import { db } from "../../db/transaction";

export type StoredPolicy = ExitPolicyView & { boardId: string; columnId: string; position: number };

const facts = {
  id: true,
  boardId: true,
  columnId: true,
  text: true,
  required: true,
  position: true,
} as const;

/** A policy in force; null for an unknown or removed one. */
export function findPolicy(policyId: string): Promise<StoredPolicy | null> {
  return db().exitPolicy.findFirst({ where: { id: policyId, archivedAt: null }, select: facts });
}

/** Exit policies of a column, in their order. */
export function listPolicies(columnId: string): Promise<StoredPolicy[]> {
  return db().exitPolicy.findMany({
    where: { columnId, archivedAt: null },
    select: facts,
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
}

export async function insertPolicy(policy: StoredPolicy): Promise<void> {
  await db().exitPolicy.create({ data: policy });
}

export async function updatePolicy(
  policyId: string,
  changes: { text?: string; required?: boolean; position?: number; archivedAt?: Date },
): Promise<void> {
  await db().exitPolicy.update({ where: { id: policyId }, data: changes });
}

/** Keeps somebody's word that a card meets a policy, or takes it back; the card then has its next version. */
export async function setExitCheck(
  card: { id: string; boardId: string },
  policyId: string,
  userId: string,
  confirmed: boolean,
): Promise<void> {
  await db().$executeRaw`SELECT store_card(c) FROM card c WHERE c.id = ${card.id}::uuid`;
  if (!confirmed) {
    await db().exitCheck.deleteMany({ where: { cardId: card.id, policyId } });
    return;
  }
  await db().$executeRaw`
    INSERT INTO exit_check (board_id, card_id, policy_id, confirmed_at, confirmed_by_id)
    SELECT c.board_id, c.id, ${policyId}::uuid, greatest(clock_timestamp(), c.entered_column_at), ${userId}::uuid
    FROM card c WHERE c.id = ${card.id}::uuid
    ON CONFLICT (card_id, policy_id)
      DO UPDATE SET confirmed_at = EXCLUDED.confirmed_at, confirmed_by_id = EXCLUDED.confirmed_by_id`;
}
