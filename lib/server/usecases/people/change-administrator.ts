import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { listAdministrators, lockAdministrators, setAdministrator } from "../../store/people/people";

/**
 * Makes a person an administrator of the installation, or ends it. `actorId` is null for the command line. Throws
 * `last-administrator` when nobody who is on would be left.
 */
export function changeAdministrator(actorId: string | null, personId: string, is: boolean): Promise<void> {
  return inTransaction(async () => {
    await lockAdministrators();
    if (!(await setAdministrator(personId, is))) return;
    if ((await listAdministrators()).length === 0) throw new DomainError("last-administrator");
    await recordSecurityEvent({
      event: is ? "administrator-made" : "administrator-ended",
      actorId: actorId ?? undefined,
      subjectId: personId,
    });
  });
}
