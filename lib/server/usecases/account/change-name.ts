import "server-only";
import type { MeView } from "@/lib/contracts/team";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { renameUser } from "../../store/people/users";
import { getMe } from "./get-me";

/** Changes the name that others see. */
export async function changeName(userId: string, name: string): Promise<MeView> {
  await inTransaction(async () => {
    const { name: before } = await getMe(userId);
    await renameUser(userId, name);
    await recordSecurityEvent({
      event: "name-changed",
      actorId: userId,
      details: { from: before, to: name },
    });
  });
  return getMe(userId);
}
