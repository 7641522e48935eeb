import "server-only";
import { invalidField } from "@/lib/domain/errors";
import { countSecurityFailure, recordSecurityEvent } from "../../audit/record-security-event";
import { tryInTime } from "../../credentials/attempts";
import { hashNewPassword } from "../../credentials/new-password";
import { verifyPassword } from "../../credentials/password";
import { inTransaction } from "../../db/transaction";
import { unknownAddress } from "../../network/network-address";
import { currentOrigin } from "../../network/origin";
import { revokeAccessTokensOf } from "../../store/people/access-tokens";
import { endInvitationsBy } from "../../store/people/one-time-links";
import { revokeSessionsOf } from "../../store/people/sessions";
import { findCredentials, setPassword } from "../../store/people/users";
import { getMe } from "./get-me";

/**
 * Changes a known password and ends every other session and the invitations that wait, with `endTokens` every access token
 * too. Throws `invalid` when the present one is wrong.
 */
export async function changePassword(
  userId: string,
  keptSessionId: string | null,
  change: { current: string; password: string; endTokens: boolean },
): Promise<void> {
  const { email, name } = await getMe(userId);
  const credentials = await findCredentials(email);
  // Whoever holds a session is at home; what counts are wrong tries from the same place.
  const attempt = {
    door: "password",
    account: userId,
    address: currentOrigin()?.address ?? unknownAddress,
    isFamiliar: true,
  } as const;
  const { result: isRight } = await tryInTime(attempt, async () =>
    (await verifyPassword(change.current, credentials?.passwordHash ?? null)) ? true : null,
  );
  if (!isRight) {
    await countSecurityFailure({ event: "password-refused", account: email, subjectId: userId });
    throw invalidField("current", "This is not your present password.");
  }
  const passwordHash = await hashNewPassword(change.password, [email, name]);
  await inTransaction(async () => {
    await setPassword(userId, passwordHash);
    await revokeSessionsOf(userId, keptSessionId);
    await endInvitationsBy(userId);
    const endedTokens = change.endTokens ? await revokeAccessTokensOf(userId) : 0;
    await recordSecurityEvent({ event: "password-changed", actorId: userId, details: { endedTokens } });
  });
}
