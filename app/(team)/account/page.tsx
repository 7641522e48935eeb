import type { Metadata } from "next";
import { AccessTokens } from "@/components/account/access-tokens";
import { NameForm } from "@/components/account/name-form";
import { PasswordForm } from "@/components/account/password-form";
import { Sessions } from "@/components/account/sessions";
import { Page } from "@/components/layout/page";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { listAccessTokens } from "@/lib/server/usecases/account/list-access-tokens";
import { listSessions } from "@/lib/server/usecases/sessions/list-sessions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const user = await getCurrentUser();
  const [tokens, sessions] = await Promise.all([listAccessTokens(user.id), listSessions(user.id)]);
  return (
    <Page title="Account" lead={user.email}>
      <div className="flex flex-col gap-6">
        <NameForm name={user.name} />
        <PasswordForm tokens={tokens.length} />
        <Sessions sessions={sessions} presentId={user.sessionId} />
        <AccessTokens tokens={tokens} isAdministrator={user.administrator} />
      </div>
    </Page>
  );
}
