"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyField } from "@/components/ui/copy-field";
import { DraftNote } from "@/components/ui/draft-note";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { useLocale } from "@/lib/client/format/use-locale";
import { callApi } from "@/lib/client/http/api";
import { laterShapeOf } from "@/lib/client/http/shape";
import { useRequest } from "@/lib/client/http/use-request";
import type { InvitationView } from "@/lib/contracts/team";
import { memberRoles } from "@/lib/domain/permission";

const createdInvitation = laterShapeOf(async () => (await import("@/lib/contracts/team")).createdInvitation);

/** Links by which people join the team: for one address, or for whoever has the link. Each works once, for seven days. */
export function Invitations({ teamId, invitations }: { teamId: string; invitations: InvitationView[] }) {
  const router = useRouter();
  const dates = new Intl.DateTimeFormat(useLocale(), { dateStyle: "medium", timeZone: "UTC" });
  const [link, setLink] = useState<{ url: string; email: string | null } | null>(null);
  const { isBusy, message, errors, send } = useRequest();
  const email = useDraft(`invitation:${teamId}`);

  const handleInvite = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const address = email.text.trim();
    const body = { role: data.get("role"), ...(address && { email: address }) };
    const path = `/teams/${teamId}/invitations`;
    const created = await send(() =>
      callApi(path, { method: "POST", body, answer: createdInvitation, holdsSecret: true }),
    );
    if (!created) return;
    form.reset();
    email.end();
    setLink(created);
    router.refresh();
  };
  const handleRevoke = async (id: string) => {
    await send(() => callApi(`/teams/${teamId}/invitations/${id}`, { method: "DELETE" }));
    router.refresh();
  };

  return (
    <Surface>
      <SurfaceHead
        title="Invite"
        description="People come into the team by a link that they open themselves. It works once, for seven days."
      />
      <div className="flex flex-col gap-4 px-5 pb-5">
        {message && <Callout tone="danger">{message}</Callout>}
        {link && (
          <Callout tone="success" title={sayHowToSend(link.email)}>
            <div className="mt-2">
              <CopyField value={link.url} label="Invitation link" />
            </div>
          </Callout>
        )}
        <form onSubmit={handleInvite} className="grid items-start gap-3 sm:grid-cols-[1fr_10rem_auto]">
          <Field
            label="E-mail address"
            hint="Only this address can use the link. Left empty, whoever has the link can."
            error={errors.email}
          >
            <Input
              name="email"
              type="email"
              autoComplete="off"
              value={email.text}
              onChange={(event) => email.change(event.target.value)}
            />
          </Field>
          <Field label="Role" error={errors.role}>
            <select
              name="role"
              defaultValue="member"
              className="h-9 rounded-md border border-input bg-background px-3 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
            >
              {memberRoles.map((role) => (
                <option key={role} value={role}>
                  {role}
                </option>
              ))}
            </select>
          </Field>
          <Button type="submit" className="sm:mt-6.5" disabled={isBusy}>
            {isBusy ? "Making it …" : "Make a link"}
          </Button>
        </form>
        {email.isRestored && <DraftNote onDiscard={email.discard} />}
        {invitations.length > 0 && (
          <ul className="divide-y divide-border border-t border-border" aria-label="Invitations that wait">
            {invitations.map((invitation) => (
              <li key={invitation.id} className="flex items-center gap-3 py-2.5 text-sm">
                <span className="min-w-0 flex-1 truncate">
                  {invitation.email ?? "Anybody with the link"}, as {invitation.role}
                  <span className="text-muted-foreground">
                    {" "}
                    · until {dates.format(new Date(invitation.expiresAt))}
                  </span>
                </span>
                <Button
                  variant="outline"
                  size="sm"
                  disabled={isBusy}
                  onClick={() => handleRevoke(invitation.id)}
                  aria-label={`Take back the invitation of ${invitation.email ?? "anybody with the link"}`}
                >
                  Take back
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Surface>
  );
}

function sayHowToSend(email: string | null): string {
  return email
    ? `Send this link to ${email}. Nobody else can use it. It is shown this once.`
    : "Whoever opens this link first comes in, so send it to one person only. It is shown this once.";
}
